/**
 * Grades as files: what is written while results come in, what students may see of it, and points
 * that are computed again.
 *
 * <p>Uses {@code grading}, its rubrics, points and formats, and listens to {@code lab}.
 */
@NullMarked
package io.github.statefulsetlab.grading.recorder;

import org.jspecify.annotations.NullMarked;
