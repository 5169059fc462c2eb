/**
 * Rubrics: which criteria count in an assignment, for how many points, and who sees them.
 *
 * <p>Uses {@code grading} and {@code submission.Asked}. Rubrics are data: nothing here knows a
 * course.
 */
@NullMarked
package io.github.statefulsetlab.grading.rubric;

import org.jspecify.annotations.NullMarked;
