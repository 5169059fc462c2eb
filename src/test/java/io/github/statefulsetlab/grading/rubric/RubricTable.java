package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.rubric.Judgement.AllOf;
import io.github.statefulsetlab.grading.rubric.Judgement.AnyOf;
import io.github.statefulsetlab.grading.rubric.Judgement.ByPerson;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric.Cap;
import io.github.statefulsetlab.grading.rubric.Rubric.Task;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A rubric as a table for the console. */
public final class RubricTable {

  private RubricTable() {}

  /** The tasks with their rows and points, the caps, and the sums. */
  public static String of(Rubric rubric) {
    StringBuilder text = new StringBuilder();
    line(text, "%s: %s", rubric.id(), rubric.title());
    for (Task task : rubric.tasks()) {
      line(text, "");
      line(
          text,
          "%6s  %s. %s%s",
          task.points(),
          task.id(),
          task.title(),
          task.bonus() ? " (bonus)" : "");
      task.items().forEach(row -> line(text, "  %6s    %s", row.points(), words(row)));
    }
    if (!rubric.caps().isEmpty()) {
      line(text, "");
    }
    rubric.caps().forEach(cap -> line(text, "%s", words(cap)));
    line(text, "");
    line(text, "%s", sums(rubric));
    return text.toString();
  }

  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments).stripTrailing()).append('\n');
  }

  private static String words(Item row) {
    String seen =
        switch (row.visibility()) {
          case STUDENT -> "";
          case TEACHER -> " (teacher only)";
          case AFTER_DUE_DATE -> " (after the due date)";
        };
    String how = words(row.judgement()) + (row.parts() ? ", in parts" : "");
    return how.startsWith(row.id()) ? how + seen : row.id() + ": " + how + seen;
  }

  private static String words(Judgement judgement) {
    if (judgement instanceof OfCriterion one) {
      String chart = one.chart().equals(ItemReader.MAIN) ? "" : "@" + one.chart();
      return one.id() + chart + words(one.parameters());
    }
    if (judgement instanceof AllOf all) {
      return joined(all.parts(), " and ");
    }
    if (judgement instanceof AnyOf any) {
      return joined(any.alternatives(), " or ");
    }
    return judgement instanceof ByPerson ? "for a person" : "";
  }

  private static String words(Parameters parameters) {
    String given =
        Stream.of(
                parameters.policy() == null ? null : "policy: " + parameters.policy(),
                parameters.atLeast() == null ? null : "at least " + parameters.atLeast(),
                parameters.kinds() == null ? null : "kinds: " + parameters.kinds(),
                parameters.probes() == null ? null : "probes: " + parameters.probes(),
                parameters.strategy() == null ? null : "strategy: " + parameters.strategy())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(", "));
    return given.isEmpty() ? "" : " (" + given + ")";
  }

  private static String joined(List<Judgement> parts, String by) {
    return parts.stream()
        .map(part -> part instanceof OfCriterion ? words(part) : "(" + words(part) + ")")
        .collect(Collectors.joining(by));
  }

  private static String words(Cap cap) {
    return "At most %s in all if one of these is not kept: %s. %s"
        .formatted(cap.at(), String.join(", ", cap.when()), cap.reason());
  }

  private static String sums(Rubric rubric) {
    Points person =
        Points.sum(
            rubric
                .items()
                .filter(row -> row.judgement() instanceof ByPerson)
                .map(Item::points)
                .toList());
    return "%s points, and %s on top; %s of both are for a person."
        .formatted(rubric.maxPoints(), rubric.maxBonus(), person);
  }
}
