package io.github.statefulsetlab.grading.points;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.points.Worth.Decided;
import io.github.statefulsetlab.grading.points.Worth.Ungraded;
import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.submission.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Points follow from stored results, a rubric and marks, and from nothing else. A fault of the
 * grader leaves points undecided; it never makes them zero.
 */
public final class Scoring {

  private final Rubric rubric;

  /** By this rubric. */
  public Scoring(Rubric rubric) {
    this.rubric = rubric;
  }

  /** What a grade says of the rubric. */
  public Grade.RubricFacts facts() {
    return new Grade.RubricFacts(
        rubric.id(), rubric.title(), rubric.digest(), rubric.maxPoints(), rubric.maxBonus());
  }

  /**
   * The submission with its points, whatever points it had before.
   *
   * @param marks those of this submission, of which a later one replaces an earlier one
   */
  public SubmissionGrade score(SubmissionGrade submission, Marks marks) {
    SubmissionGrade known =
        submission.with(
            submission.verdict(), HiddenDependencies.unspoken(seen(submission.criteria())));
    Judge judge = new Judge(known);
    List<Mark> applied = new ArrayList<>();
    List<TaskGrade> rows = new ArrayList<>();
    for (Rubric.Task task : rubric.tasks()) {
      List<ItemGrade> items = new ArrayList<>();
      for (Item item : task.items()) {
        ItemGrade row = row(item, judge.of(item.judgement()));
        items.add(marks.applied(row, applied));
      }
      rows.add(TaskGrade.of(task.id(), task.title(), task.bonus(), items));
    }
    Caps.Capped capped = new Caps(rubric.caps(), judge, marks).applied(rows, applied);
    return known.scored(
        TaskGrade.outcome(capped.rows()), capped.rows(), capped.caps(), List.copyOf(applied));
  }

  /**
   * Criteria that the rubric asks for and that were not judged in the way it asks: they would have
   * to be run.
   */
  public List<String> missing(SubmissionGrade submission) {
    Judge judge = new Judge(submission);
    return rubric
        .items()
        .flatMap(item -> item.judgement().criteria())
        .filter(judge::hasChart)
        .filter(criterion -> judge.judged(criterion).isEmpty())
        .map(OfCriterion::id)
        .distinct()
        .toList();
  }

  private static ItemGrade row(Item item, Worth worth) {
    List<OfCriterion> criteria = item.judgement().criteria().toList();
    List<String> charts = criteria.stream().map(OfCriterion::chart).distinct().toList();
    boolean main = charts.size() != 1 || charts.get(0).equals("main");
    ItemGrade.Builder row =
        ItemGrade.of(item.id(), item.title(), item.points())
            .chart(main ? null : charts.get(0))
            .criteria(criteria.stream().map(OfCriterion::id).distinct().toList())
            .visibility(item.visibility())
            .reason(worth.reason().isEmpty() ? null : worth.reason());
    if (worth instanceof Decided decided) {
      boolean counts = item.parts() || decided.isFull();
      row.verdict(decided.verdict()).graded(counts ? decided.of(item.points()) : Points.ZERO);
    } else if (worth instanceof Ungraded ungraded) {
      row.verdict(ungraded.verdict().orElse(null)).ungraded();
    }
    return row.build();
  }

  /** A criterion is seen by whoever sees one of its rows, with the hint of the rubric. */
  private List<Result> seen(List<Result> results) {
    Map<String, Visibility> widest = new HashMap<>();
    Map<String, String> hints = new HashMap<>();
    rubric
        .items()
        .forEach(
            item ->
                item.judgement()
                    .criteria()
                    .forEach(
                        criterion -> {
                          String key = criterion.id() + "@" + criterion.chart();
                          widest.merge(key, item.visibility(), Scoring::wider);
                          item.hint().ifPresent(hint -> hints.putIfAbsent(key, hint));
                        }));
    return results.stream()
        .map(
            result -> {
              String key = result.id() + "@" + Objects.requireNonNullElse(result.chart(), "main");
              return result
                  .withHint(Optional.ofNullable(hints.get(key)))
                  .visibility(widest.getOrDefault(key, Visibility.STUDENT))
                  .variants(variants(result))
                  .build();
            })
        .toList();
  }

  /** A way of asking is seen by whoever sees one of the rows that ask so. */
  private @Nullable List<Result.Variant> variants(Result result) {
    return result.variants() == null
        ? null
        : result.variants().stream().map(v -> v.seenBy(visibility(result, v))).toList();
  }

  private Visibility visibility(Result result, Result.Variant variant) {
    return rubric
        .items()
        .filter(item -> item.judgement().criteria().anyMatch(one -> isAsked(one, result, variant)))
        .map(Item::visibility)
        .reduce(Scoring::wider)
        .orElse(Visibility.TEACHER);
  }

  private static boolean isAsked(OfCriterion one, Result result, Result.Variant variant) {
    return one.id().equals(result.id())
        && one.chart().equals(Objects.requireNonNullElse(result.chart(), "main"))
        && Asked.isSame(one.id(), one.parameters(), variant.asked());
  }

  private static Visibility wider(Visibility a, Visibility b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
