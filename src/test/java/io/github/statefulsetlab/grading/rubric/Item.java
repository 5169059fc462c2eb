package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Visibility;
import java.util.Optional;

/**
 * A row of a rubric.
 *
 * @param id unique within the rubric
 * @param hint what to change if it is lost, in place of the criterion's own words
 * @param parts whether a promise that was kept for some pods or claims earns its part of the points
 */
public record Item(
    String id,
    String title,
    Points points,
    Visibility visibility,
    Optional<String> hint,
    Judgement judgement,
    boolean parts) {}
