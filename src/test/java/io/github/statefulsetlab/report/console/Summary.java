package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run says of a submission at its end: each broken promise with what was expected and seen,
 * and what to change; then how many were kept, and the points.
 *
 * @param width of the screen, in columns
 * @param repeat the command that checks the promise with this id alone
 * @param ink how a verdict is shown
 */
record Summary(SubmissionGrade submission, int width, UnaryOperator<String> repeat, Ink ink) {

  private static final int SEEN_LINES = 12;
  private static final List<Verdict> TOLD =
      List.of(Verdict.INFRA_ERROR, Verdict.NOT_GRADABLE, Verdict.FAIL, Verdict.TIMEOUT);

  /** All lines; they begin with an empty one. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    byCause().forEach(same -> lines.addAll(told(same)));
    lines.add("");
    lines.addAll(Paragraph.labelled(submission.id() + "  ", tally(), width));
    points().ifPresent(points -> lines.addAll(Paragraph.labelled("points  ", points, width)));
    return lines;
  }

  /** Those that could not be judged for one and the same reason are told together. */
  private Collection<List<Result>> byCause() {
    return submission.criteria().stream()
        .filter(result -> result.visibility() != Visibility.TEACHER)
        .filter(result -> TOLD.contains(result.verdict()))
        .sorted(Comparator.comparing(result -> TOLD.indexOf(result.verdict())))
        .collect(
            Collectors.groupingBy(
                result ->
                    result.verdict() == Verdict.FAIL
                        ? result.key()
                        : result.verdict() + text(result.seen()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  private List<String> told(List<Result> same) {
    Result first = same.get(0);
    Verdict verdict = first.verdict();
    List<String> lines = new ArrayList<>(List.of(""));
    List<String> title =
        Paragraph.labelled(verdict + "  ", first.key() + ": " + first.title(), width);
    lines.add(title.get(0).replace(verdict.name(), ink.verdict(verdict, verdict.name())));
    lines.addAll(title.subList(1, title.size()));
    if (same.size() > 1) {
      add(lines, "also", ids(same));
    }
    if (verdict == Verdict.FAIL) {
      add(lines, "expected", first.expected());
    }
    add(
        lines,
        "seen",
        text(first.seen()).lines().limit(SEEN_LINES).collect(Collectors.joining("\n")));
    add(lines, verdict == Verdict.INFRA_ERROR ? "" : "change", text(first.hint()));
    lines.add("  again     " + repeat.apply(first.id()));
    return lines;
  }

  private static String ids(List<Result> same) {
    return same.stream().skip(1).map(Result::key).collect(Collectors.joining(", "));
  }

  private void add(List<String> lines, String label, String text) {
    if (!text.isBlank()) {
      lines.addAll(Paragraph.labelled("  %-8s  ".formatted(label), text, width));
    }
  }

  private static String text(@Nullable String said) {
    return OutputSanitizer.text(Objects.requireNonNullElse(said, "")).strip();
  }

  private String tally() {
    Map<Verdict, Long> counted =
        submission.criteria().stream()
            .filter(result -> result.visibility() != Visibility.TEACHER)
            .collect(Collectors.groupingBy(Result::verdict, TreeMap::new, Collectors.counting()));
    return counted.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  /** None without a rubric. */
  private Optional<String> points() {
    return Optional.ofNullable(submission.score())
        .map(
            score ->
                "%s of %s%s%s"
                    .formatted(
                        score.points(),
                        score.maxPoints(),
                        Optional.ofNullable(submission.bonus()).map(Summary::bonus).orElse(""),
                        undecided(score)));
  }

  private static String bonus(Score bonus) {
    return bonus.maxPoints().isZero()
        ? ""
        : ", and %s of %s bonus".formatted(bonus.points(), bonus.maxPoints());
  }

  private static String undecided(Score score) {
    return (score.open().isZero() ? "" : ", %s for a person".formatted(score.open()))
        + (score.ungraded().isZero() ? "" : ", %s not graded".formatted(score.ungraded()));
  }
}
