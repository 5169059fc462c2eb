package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Points that a person gave, as a line of {@code marks.csv} has it.
 *
 * @param item a row of the rubric, or {@code cap}: then the whole grade is at most these points
 * @param before what the row had without it; null if nothing was decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Mark(
    String item, Points points, String comment, String by, @Nullable Points before) {}
