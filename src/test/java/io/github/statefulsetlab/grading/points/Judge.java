package io.github.statefulsetlab.grading.points;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Result.Variant;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.points.Worth.Decided;
import io.github.statefulsetlab.grading.points.Worth.Open;
import io.github.statefulsetlab.grading.points.Worth.Ungraded;
import io.github.statefulsetlab.grading.rubric.Judgement;
import io.github.statefulsetlab.grading.rubric.Judgement.AllOf;
import io.github.statefulsetlab.grading.rubric.Judgement.AnyOf;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks up what a submission's stored results say of a rubric's rows. */
final class Judge {

  private static final String MAIN = "main";
  private static final Set<Verdict> BROKEN =
      Set.of(Verdict.FAIL, Verdict.TIMEOUT, Verdict.NOT_GRADABLE);

  private final Map<String, Result> results = new HashMap<>();
  private final Set<String> charts = new TreeSet<>(Set.of(MAIN));

  Judge(SubmissionGrade submission) {
    submission.criteria().forEach(result -> results.put(key(result.id(), result.chart()), result));
    submission.furtherCharts().forEach(chart -> charts.add(chart.role()));
  }

  private static String key(String id, @Nullable String chart) {
    return id + "@" + Objects.requireNonNullElse(chart, MAIN);
  }

  Worth of(Judgement judgement) {
    if (judgement instanceof OfCriterion criterion) {
      return of(criterion);
    }
    if (judgement instanceof AllOf all) {
      return Worth.worst(all.parts().stream().map(this::of).toList());
    }
    if (judgement instanceof AnyOf any) {
      return Worth.best(any.alternatives().stream().map(this::of).toList());
    }
    return new Open("A person decides.");
  }

  /** Whether the chart that it is about was handed in. */
  boolean hasChart(OfCriterion criterion) {
    return charts.contains(criterion.chart());
  }

  private Worth of(OfCriterion criterion) {
    if (!hasChart(criterion)) {
      return Decided.nothing(
          Verdict.NOT_GRADABLE, "There is no chart \"%s\".".formatted(criterion.chart()));
    }
    return judged(criterion)
        .map(result -> variant(result, criterion).map(v -> of(result, v)).orElse(result))
        .map(result -> lacksStrategy(result, criterion).orElseGet(() -> of(result)))
        .orElseGet(
            () -> new Ungraded(Optional.empty(), criterion.id() + " was not checked in this run."));
  }

  /** The result, if it was judged in the way that is asked for. */
  Optional<Result> judged(OfCriterion criterion) {
    return Optional.ofNullable(results.get(key(criterion.id(), criterion.chart())))
        .filter(
            result ->
                result.variants() == null
                    ? Asked.isSame(criterion.id(), parameters(result), criterion.parameters())
                    : variant(result, criterion).isPresent())
        .filter(
            result ->
                criterion.parameters().strategy() == null
                    || result.chartHas() != null
                    || result.verdict() != Verdict.PASS);
  }

  /** What the result says of the way in which a row asks, where it was judged in several. */
  private static Optional<Variant> variant(Result result, OfCriterion criterion) {
    return Optional.ofNullable(result.variants()).stream()
        .flatMap(List::stream)
        .filter(v -> Asked.isSame(criterion.id(), v.asked(), criterion.parameters()))
        .findFirst();
  }

  /** The result as if it had been asked for in this way only. */
  private static Result of(Result result, Variant variant) {
    return variant.kept()
        ? Result.of(result.id(), Verdict.PASS).chartHas(result.chartHas()).build()
        : result.with().parts(variant.parts()).build();
  }

  /** A chart that stages its updates in another way than the row asks for. */
  private static Optional<Worth> lacksStrategy(Result result, OfCriterion criterion) {
    return Optional.ofNullable(criterion.parameters().strategy())
        .filter(
            asked ->
                result.verdict() == Verdict.PASS
                    && !Objects.requireNonNullElse(result.chartHas(), List.of()).contains(asked))
        .map(
            asked ->
                Decided.nothing(
                    Verdict.FAIL,
                    "%s: the chart has %s, but not %s."
                        .formatted(
                            result.id(),
                            String.join(
                                ", ", Objects.requireNonNullElse(result.chartHas(), List.of())),
                            asked)));
  }

  private static Parameters parameters(Result result) {
    return Objects.requireNonNullElse(result.asked(), Parameters.NONE);
  }

  /**
   * Whether a promise was seen to be broken, be it through another one, or could not be judged
   * through the submission.
   */
  boolean isBroken(String criterion) {
    return Optional.ofNullable(results.get(key(criterion, MAIN)))
        .filter(result -> result.failedDependency() != null || BROKEN.contains(result.verdict()))
        .isPresent();
  }

  private static Worth of(Result result) {
    return switch (result.verdict()) {
      case PASS -> Decided.full();
      case FAIL ->
          result.parts() == null
              ? Decided.nothing(Verdict.FAIL, result.id() + " failed.")
              : new Decided(
                  result.parts(),
                  Verdict.FAIL,
                  "%s: %s of %s are right."
                      .formatted(result.id(), result.parts().right(), result.parts().of()));
      case TIMEOUT -> Decided.nothing(Verdict.TIMEOUT, result.id() + " did not finish in time.");
      case NOT_GRADABLE ->
          Decided.nothing(Verdict.NOT_GRADABLE, result.id() + " could not be judged.");
      case SKIPPED ->
          Decided.nothing(
              Verdict.SKIPPED,
              "%s was skipped: %s"
                  .formatted(result.id(), Objects.requireNonNullElse(result.seen(), "")));
      case INFRA_ERROR ->
          new Ungraded(
              Optional.of(Verdict.INFRA_ERROR),
              "%s was not graded: the grader failed, not the submission.".formatted(result.id()));
    };
  }
}
