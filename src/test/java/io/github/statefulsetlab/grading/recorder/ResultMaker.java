package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.DependencyFailed;
import io.github.statefulsetlab.run.GraderFault;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes results of what was observed, and writes their evidence. */
final class ResultMaker {

  private final Map<String, Criterion> criteria = Criterion.all();
  private final ReportFolder folder;
  private final Optional<Rubric> rubric;
  private final StudentView view;

  ResultMaker(ReportFolder folder, GradingOptions options) {
    this.folder = folder;
    this.rubric = options.rubric();
    this.view = new StudentView(options.published());
  }

  /** Of a further chart, what the rubric asks of it. */
  boolean isGraded(BehaviourResult observation) {
    Submission submission = observation.submission();
    return !submission.isFurther()
        || rubric.stream()
            .anyMatch(by -> FurtherCharts.asked(by, submission.role()).contains(observation.id()));
  }

  /**
   * As it stands in the grade of the submission with this id.
   *
   * @param stoodIn whether the bundled app stood in for the submission's own
   */
  Result of(BehaviourResult observation, String id, boolean stoodIn) {
    Criterion criterion = criterion(observation.id());
    Submission submission = observation.submission();
    Verdict verdict = Verdict.of(observation.failure());
    boolean standIn = stoodIn && StandInFacts.concerns(criterion.id());
    return Result.of(criterion.id(), verdict)
        .chart(submission.isFurther() ? submission.role() : null)
        .title(criterion.title())
        .expected(criterion.expected())
        .seen(observation.message().map(OutputSanitizer::message).orElse(null))
        .hint(verdict == Verdict.FAIL ? criterion.hintFor(observation) : null)
        .failedDependency(failedDependency(observation))
        .evidence(folder.writeEvidence(id, explained(observation), isHidden(observation)))
        .patches(
            StandInFacts.patches(observation, standIn).stream().map(OutputSanitizer::line).toList())
        .standIn(standIn)
        .seconds(observation.duration().toMillis() / 1000.0)
        .asked(AskedFacts.asked(observation))
        .variants(AskedFacts.variants(observation))
        .parts(verdict == Verdict.FAIL ? observation.findings().parts().orElse(null) : null)
        .chartHas(observation.findings().chartHas().orElse(null))
        .build();
  }

  private Criterion criterion(String id) {
    Criterion known = criteria.get(id);
    if (known == null) {
      throw new IllegalStateException("criteria/*.yaml has no criterion " + id + ".");
    }
    return known;
  }

  private static @Nullable String failedDependency(BehaviourResult observation) {
    return observation
        .failure()
        .filter(DependencyFailed.class::isInstance)
        .map(failure -> ((DependencyFailed) failure).criterion())
        .orElse(null);
  }

  /** What stands in hidden rows only is for the teacher. */
  private boolean isHidden(BehaviourResult observation) {
    List<Visibility> rows =
        rubric.stream()
            .flatMap(Rubric::items)
            .filter(item -> isBehind(item, observation))
            .map(Item::visibility)
            .toList();
    return !rows.isEmpty() && rows.stream().noneMatch(view::shows);
  }

  private static boolean isBehind(Item item, BehaviourResult observation) {
    return item.judgement()
        .criteria()
        .filter(criterion -> criterion.chart().equals(observation.submission().role()))
        .map(OfCriterion::id)
        .anyMatch(observation.id()::equals);
  }

  /** Whoever mends the grader needs to know where it broke. */
  private static BehaviourResult explained(BehaviourResult observation) {
    return observation
        .failure()
        .filter(GraderFault::is)
        .map(fault -> observation.with(new Evidence.Item("Stack trace", GraderFault.trace(fault))))
        .orElse(observation);
  }
}
