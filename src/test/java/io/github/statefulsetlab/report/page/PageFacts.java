package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the head and the foot of a page say: what was graded, where, by what, and for how much. */
final class PageFacts {

  private final Grade grade;
  private final SubmissionGrade submission;

  PageFacts(Grade grade, SubmissionGrade submission) {
    this.grade = grade;
    this.submission = submission;
  }

  String rubric() {
    return Optional.ofNullable(grade.rubric()).map(Grade.RubricFacts::title).orElse("");
  }

  String score() {
    return Optional.ofNullable(submission.score())
        .map(score -> score.points() + " / " + score.maxPoints())
        .orElse("");
  }

  /** Bonus, and points that nobody has decided on yet. */
  String extras() {
    Optional<Score> main = Optional.ofNullable(submission.score());
    Optional<Score> bonus = Optional.ofNullable(submission.bonus());
    return Stream.of(
            bonus
                .filter(score -> !score.maxPoints().isZero())
                .map(score -> "+%s of %s bonus".formatted(score.points(), score.maxPoints())),
            main.filter(score -> !score.open().isZero())
                .map(score -> score.open() + " for a person"),
            main.filter(score -> !score.ungraded().isZero())
                .map(score -> score.ungraded() + " not graded, and nothing was deducted"))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" · "));
  }

  List<String> head() {
    Grade.Run run = grade.run();
    List<String> facts = new ArrayList<>();
    Stream.concat(Stream.of(submission.chart()), submission.furtherCharts().stream())
        .map(PageFacts::chart)
        .forEach(facts::add);
    Optional.ofNullable(submission.source()).map(SourceFacts::shortly).ifPresent(facts::add);
    Optional.ofNullable(run.kubernetesVersion()).map(v -> "Kubernetes " + v).ifPresent(facts::add);
    facts.add("seed " + run.seed());
    Optional.ofNullable(run.finished())
        .map(end -> Duration.between(run.started(), end).toSeconds() + " s")
        .ifPresent(facts::add);
    return facts;
  }

  private static String chart(ChartFacts chart) {
    return "chart %s %s%s"
        .formatted(
            chart.name(),
            chart.version(),
            Optional.ofNullable(chart.values()).map(PageFacts::values).orElse(""));
  }

  private static String values(SubmissionGrade.ValuesFacts values) {
    String given =
        Stream.concat(values.files().stream(), values.set().stream())
            .collect(Collectors.joining(", "));
    String found =
        Optional.ofNullable(values.found())
            .map(
                by ->
                    Stream.concat(by.files().stream(), by.set().stream())
                        .collect(Collectors.joining(", ", "", " (found)")))
            .orElse("");
    return Stream.of(given, found)
        .filter(part -> !part.isEmpty())
        .map(part -> " · " + part)
        .collect(Collectors.joining());
  }

  /** By what it was graded. */
  List<String> foot() {
    Grade.Run run = grade.run();
    List<String> facts = new ArrayList<>();
    Optional.ofNullable(grade.rubric())
        .map(rubric -> "Rubric %s, digest %.12s.".formatted(rubric.id(), rubric.digest()))
        .ifPresent(facts::add);
    facts.add("statefulset-lab %s, started %s.".formatted(run.harnessVersion(), run.started()));
    Optional.ofNullable(run.cluster()).map(cluster -> cluster + ".").ifPresent(facts::add);
    Optional.ofNullable(run.networkPolicy())
        .map("NetworkPolicies are %s."::formatted)
        .ifPresent(facts::add);
    facts.add("Chart digest %.12s.".formatted(submission.chart().digest()));
    facts.add(
        "docs/behaviours.md says how each promise is checked, and which broken chart proves that.");
    return facts;
  }

  /** Limits that lowered the whole grade, and what a person changed. */
  List<String> caps() {
    return Stream.concat(
            submission.caps().stream()
                .map(cap -> "At most %s: %s (−%s)".formatted(cap.at(), cap.reason(), cap.lost())),
            submission.overrides().stream()
                .map(
                    mark ->
                        "%s: %s points by %s. %s"
                            .formatted(mark.item(), mark.points(), mark.by(), mark.comment())))
        .toList();
  }
}
