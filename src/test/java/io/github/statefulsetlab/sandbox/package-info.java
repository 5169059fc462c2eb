/**
 * What keeps a chart inside its namespace, and the grader's own pods there.
 *
 * <p>Uses {@code kube}, {@code cluster} and {@code submission}.
 */
@NullMarked
package io.github.statefulsetlab.sandbox;

import org.jspecify.annotations.NullMarked;
