package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.submission.Asked;
import java.util.List;
import java.util.stream.Stream;

/** How a row of a rubric is decided. */
public sealed interface Judgement {

  /** The charts that it is about, by role, with the criteria that have to be judged on each. */
  Stream<OfCriterion> criteria();

  /**
   * By one criterion, on one of the submission's charts.
   *
   * @param chart {@code main}, or a role that the rubric names
   */
  record OfCriterion(String id, String chart, Asked.Parameters parameters) implements Judgement {
    @Override
    public Stream<OfCriterion> criteria() {
      return Stream.of(this);
    }
  }

  /** By all of them: the row is worth what the worst of them is worth. */
  record AllOf(List<Judgement> parts) implements Judgement {
    @Override
    public Stream<OfCriterion> criteria() {
      return parts.stream().flatMap(Judgement::criteria);
    }
  }

  /** By any of them: the best one counts. */
  record AnyOf(List<Judgement> alternatives) implements Judgement {
    @Override
    public Stream<OfCriterion> criteria() {
      return alternatives.stream().flatMap(Judgement::criteria);
    }
  }

  /** By a person, who says so in {@code marks.csv}. */
  record ByPerson() implements Judgement {
    @Override
    public Stream<OfCriterion> criteria() {
      return Stream.empty();
    }
  }
}
