/**
 * A run of the suite: what each submission shares, the JUnit extension that ties a behaviour to a
 * lab, and the results.
 *
 * <p>Knows nothing of points and reports: those listen ({@link
 * io.github.statefulsetlab.run.RunListener}).
 */
@NullMarked
package io.github.statefulsetlab.run;

import org.jspecify.annotations.NullMarked;
