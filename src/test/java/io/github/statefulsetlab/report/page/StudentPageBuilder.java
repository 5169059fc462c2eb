package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Score;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.report.page.StudentPage.Figure;
import io.github.statefulsetlab.report.page.StudentPage.Group;
import io.github.statefulsetlab.report.page.StudentPage.Promise;
import io.github.statefulsetlab.report.page.StudentPage.Row;
import io.github.statefulsetlab.report.page.StudentPage.Square;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes the page of one submission from its grade, without what only its teacher may see. */
final class StudentPageBuilder {

  private static final int SEEN_LINES = 8;
  private static final int LONGEST_LINE = 1_500;
  private static final int LONGEST_TEXT = 6_000;
  private static final int ALL_TEXTS = 200_000;

  private static final List<Verdict> UNKEPT =
      List.of(Verdict.NOT_GRADABLE, Verdict.FAIL, Verdict.TIMEOUT);

  private final Grade grade;
  private final SubmissionGrade submission;
  private final List<Result> results;
  private final EvidenceFiles evidence;
  private final UnaryOperator<String> repeat;
  private final Map<String, String> tellers = new HashMap<>();
  private final Room texts = new Room(ALL_TEXTS);

  /**
   * A page of this submission.
   *
   * @param repeat the command that checks the criterion with this id alone
   */
  StudentPageBuilder(
      Grade grade,
      SubmissionGrade submission,
      EvidenceFiles evidence,
      UnaryOperator<String> repeat) {
    this.grade = grade;
    this.submission = submission;
    this.results =
        submission.criteria().stream()
            .filter(result -> result.visibility() != Visibility.TEACHER)
            .sorted(Comparator.comparing(result -> familyOrder(result.id())))
            .toList();
    this.evidence = evidence;
    this.repeat = repeat;
  }

  /** The titles of the criteria whose results the page shows, by their keys. */
  Map<String, String> criteria() {
    Map<String, String> titles = new LinkedHashMap<>();
    results.forEach(result -> titles.put(result.key(), result.title()));
    return titles;
  }

  StudentPage page(List<Figure> figures) {
    PageFacts facts = new PageFacts(grade, submission);
    return new StudentPage(
        submission.id(),
        facts.rubric(),
        facts.score(),
        facts.extras(),
        facts.head(),
        tally(),
        !grade.run().complete(),
        results.stream().map(StudentPageBuilder::square).toList(),
        promises(verdict -> verdict == Verdict.INFRA_ERROR),
        promises(UNKEPT::contains),
        promises(verdict -> verdict == Verdict.SKIPPED),
        submission.tasks().isEmpty() ? families() : tasks(),
        facts.caps(),
        figures,
        submission.notes().stream()
            .map(note -> texts.beginning(text(note), LONGEST_LINE))
            .filter(note -> !note.isEmpty())
            .toList(),
        facts.foot());
  }

  private String tally() {
    Map<String, Long> byWord =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> Look.of(result.verdict()).word(), Collectors.counting()));
    return Stream.of(
            "kept", "broken", "could not be judged", "not in time", "not checked", "grader fault")
        .filter(byWord::containsKey)
        .map(word -> byWord.get(word) + " " + word)
        .collect(Collectors.joining(" · "));
  }

  private static Square square(Result result) {
    Look look = Look.of(result.verdict());
    return new Square(look.name(), look.sign(), result.title() + ": " + look.word());
  }

  private List<Promise> promises(Predicate<Verdict> which) {
    return results.stream()
        .filter(result -> which.test(result.verdict()))
        .sorted(Comparator.comparing(this::lost).reversed())
        .map(this::promise)
        .toList();
  }

  private Promise promise(Result result) {
    Look look = Look.of(result.verdict());
    String seen = notTwice(result);
    String first = seen.lines().limit(SEEN_LINES).collect(Collectors.joining("\n"));
    return new Promise(
        result.key(),
        result.chart() == null
            ? result.title()
            : "%s (chart %s)".formatted(result.title(), result.chart()),
        look.name(),
        look.sign(),
        look.word(),
        lost(result).isZero() ? "" : "−" + lost(result),
        result.expected(),
        texts.beginning(first, LONGEST_LINE),
        first.length() < seen.length() || first.length() > LONGEST_LINE
            ? texts.beginning(seen, LONGEST_TEXT)
            : "",
        texts.beginning(text(result.hint()), LONGEST_LINE),
        texts.beginning(text(String.join("; ", result.patches())), LONGEST_LINE),
        evidence.of(result.evidence()),
        repeat.apply(result.id()));
  }

  /** What was seen; where that was told of another promise already, a word on which. */
  private String notTwice(Result result) {
    String seen = text(result.seen());
    String teller = seen.isEmpty() ? null : tellers.putIfAbsent(seen, result.title());
    return teller == null ? seen : "The same as for: " + teller;
  }

  private static String text(@Nullable String said) {
    return OutputSanitizer.text(Optional.ofNullable(said).orElse("")).strip();
  }

  /** What the rows that stand on this criterion lack; none without a rubric. */
  private Points lost(Result result) {
    return Points.sum(
        submission.tasks().stream()
            .flatMap(task -> task.items().stream())
            .filter(item -> item.outcome() == Outcome.GRADED)
            .filter(item -> Objects.equals(item.chart(), result.chart()))
            .filter(item -> item.criteria().contains(result.id()))
            .map(item -> item.maxPoints().minus(item.decided().orElse(item.maxPoints())))
            .toList());
  }

  private List<Group> tasks() {
    return submission.tasks().stream()
        .map(
            task ->
                new Group(
                    task.title() + (task.bonus() ? " (bonus)" : ""),
                    points(task.score()),
                    rows(task)))
        .toList();
  }

  private static String points(Score score) {
    String earned = score.judged().isZero() ? "open" : score.points().toString();
    return earned + " / " + score.maxPoints();
  }

  private static List<Row> rows(TaskGrade task) {
    return task.items().stream()
        .filter(item -> item.visibility() != Visibility.TEACHER)
        .map(StudentPageBuilder::row)
        .toList();
  }

  private static Row row(ItemGrade item) {
    Look look =
        Look.of(
            item.verdict(),
            item.outcome(),
            item.isFull(),
            item.decided().filter(Points::isZero).isPresent());
    return new Row(
        look.name(),
        look.sign(),
        look.word(),
        item.decided().map(Points::toString).orElse("open") + " / " + item.maxPoints(),
        item.title(),
        text(item.reason()));
  }

  private List<Group> families() {
    return Criterion.FAMILIES.stream()
        .map(family -> new Group(title(family), "", rows(family)))
        .filter(group -> !group.rows().isEmpty())
        .toList();
  }

  private List<Row> rows(String family) {
    return results.stream()
        .filter(result -> result.id().startsWith(family + "."))
        .map(
            result -> {
              Look look = Look.of(result.verdict());
              return new Row(look.name(), look.sign(), look.word(), "", result.title(), "");
            })
        .toList();
  }

  private static String title(String family) {
    return family.equals("dns")
        ? "DNS"
        : family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1);
  }

  private static int familyOrder(String id) {
    return Criterion.FAMILIES.indexOf(id.substring(0, Math.max(0, id.indexOf('.'))));
  }
}
