/**
 * One small class per format that a grade is written in. All of them read a {@link
 * io.github.statefulsetlab.grading.format.Sheet}, whose rows add up to its total.
 *
 * <p>Uses {@code grading}. The rules of each format come from the system that reads it; the tests
 * apply them again as that system does.
 */
@NullMarked
package io.github.statefulsetlab.grading.format;

import org.jspecify.annotations.NullMarked;
