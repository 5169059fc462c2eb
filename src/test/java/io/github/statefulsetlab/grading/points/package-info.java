/**
 * Points: a pure function of stored results, a rubric and the marks that people gave.
 *
 * <p>Uses {@code grading} and {@code grading.rubric}; nothing here needs a cluster.
 */
@NullMarked
package io.github.statefulsetlab.grading.points;

import org.jspecify.annotations.NullMarked;
