package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Asked.Parameters;
import io.github.statefulsetlab.submission.AskedSource;
import io.github.statefulsetlab.submission.UsageException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** What the rubric of a run asks for, with the parameters that it gives its criteria. */
public final class RubricAsks implements AskedSource {

  private static final String MAIN = "main";

  @Override
  public Asked asked() {
    try {
      return GradingOptions.fromSystemProperties()
          .rubric()
          .map(RubricAsks::of)
          .orElse(Asked.NOTHING);
    } catch (RubricException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Of a criterion that is asked for several times the first that has parameters counts, and rows
   * about the main chart go first: a further chart is graded in a run of its own.
   */
  static Asked of(Rubric rubric) {
    Map<String, Parameters> criteria = new TreeMap<>();
    rubric
        .items()
        .map(Item::judgement)
        .flatMap(judgement -> judgement.criteria())
        .sorted(Comparator.comparing(criterion -> !criterion.chart().equals(MAIN)))
        .forEach(
            criterion -> criteria.merge(criterion.id(), parameters(criterion), RubricAsks::first));
    return new Asked(criteria);
  }

  private static Parameters parameters(OfCriterion criterion) {
    return criterion.parameters().strategy() == null ? criterion.parameters() : Parameters.NONE;
  }

  private static Parameters first(Parameters one, Parameters other) {
    return one.equals(Parameters.NONE) ? other : one;
  }
}
