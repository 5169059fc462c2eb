/**
 * How other systems read what the writers write, rule by rule, so that tests learn what such a
 * system would make of a file. Uses nothing of the writers.
 */
@NullMarked
package io.github.statefulsetlab.grading.format.reader;

import org.jspecify.annotations.NullMarked;
