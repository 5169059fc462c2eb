package io.github.statefulsetlab.grading;

import java.util.List;

/**
 * A limit of the whole grade that was reached. The rows have been lowered, so that they add up.
 *
 * @param at the most that the grade can be, bonus included
 * @param because the criteria whose promises were broken; empty if a person set it
 * @param lost by how much the rows were lowered
 * @param reason in a sentence
 */
public record CapApplied(Points at, List<String> because, Points lost, String reason) {}
