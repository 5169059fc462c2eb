/**
 * What observations are worth: criteria, verdicts, the grade, and one writer per format.
 *
 * <p>Uses {@code lab}, to which it listens. Everything that a submission said is neutralised on its
 * way into a grade ({@link io.github.statefulsetlab.grading.OutputSanitizer}).
 */
@NullMarked
package io.github.statefulsetlab.grading;

import org.jspecify.annotations.NullMarked;
