/**
 * The pages that are made of a grade after a run, by templates that escape all that they are given.
 * Uses {@code grading} and {@code lab}.
 */
@NullMarked
package io.github.statefulsetlab.report.page;

import org.jspecify.annotations.NullMarked;
