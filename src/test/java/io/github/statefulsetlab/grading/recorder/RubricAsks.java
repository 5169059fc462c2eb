package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Asked.Parameters;
import io.github.statefulsetlab.submission.AskedSource;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the rubric of a run asks for, with the parameters that it gives its criteria. */
public final class RubricAsks implements AskedSource {

  @Override
  public Asked asked(String role) {
    try {
      Optional<Rubric> rubric = GradingOptions.fromSystemProperties().rubric();
      if (!role.equals(Submission.MAIN)) {
        FurtherCharts.requireKnown(role, rubric);
      }
      return rubric.map(of -> of(of, role)).orElse(Asked.NOTHING);
    } catch (RubricException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * What its rows ask of one of a submission's charts: a criterion is judged in each way in which
   * one of them asks for it.
   *
   * @param role {@code main}, or what the rubric calls the chart
   */
  static Asked of(Rubric rubric, String role) {
    Map<String, List<Parameters>> criteria = new TreeMap<>();
    rubric
        .items()
        .map(Item::judgement)
        .flatMap(judgement -> judgement.criteria())
        .filter(criterion -> criterion.chart().equals(role))
        .forEach(criterion -> add(criterion, criteria));
    return role.equals(Submission.MAIN) && !FurtherCharts.areInThisRun()
        ? new Asked(criteria).or(askedOfOthers(rubric))
        : new Asked(criteria);
  }

  /** A further chart can be graded in a run of its own, where it is the main one. */
  private static Asked askedOfOthers(Rubric rubric) {
    return rubric.charts().stream().map(role -> of(rubric, role)).reduce(Asked.NOTHING, Asked::or);
  }

  private static void add(OfCriterion criterion, Map<String, List<Parameters>> criteria) {
    List<Parameters> ways = criteria.computeIfAbsent(criterion.id(), id -> new ArrayList<>());
    Parameters way = parameters(criterion);
    if (ways.stream().noneMatch(known -> Asked.isSame(criterion.id(), known, way))) {
      ways.add(way);
    }
  }

  private static Parameters parameters(OfCriterion criterion) {
    return criterion.parameters().strategy() == null ? criterion.parameters() : Parameters.NONE;
  }
}
