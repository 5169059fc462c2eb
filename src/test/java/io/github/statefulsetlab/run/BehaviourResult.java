package io.github.statefulsetlab.run;

import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Findings;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of one behaviour on one submission.
 *
 * @param failure what was thrown; empty if the promise was kept
 * @param hint what to change if it failed, where the criterion's own hint does not fit the cause
 * @param causes the criteria that the failure follows from if they are broken too, most likely
 *     first
 * @param findings what else was found out
 * @param patches what the harness changed in the chart to bring the behaviour about
 */
public record BehaviourResult(
    String id,
    Submission submission,
    Instant started,
    Duration duration,
    Optional<Throwable> failure,
    Optional<String> hint,
    List<String> causes,
    List<Evidence.Item> evidence,
    Findings findings,
    List<String> patches) {

  /** What the failure says, in plain words; the name of its class if it says nothing. */
  public Optional<String> message() {
    return failure.map(
        f ->
            f.getMessage() == null
                ? f.getClass().getSimpleName()
                : PlainWords.of(f.getMessage()).strip());
  }

  /** The same with one more piece of evidence. */
  public BehaviourResult with(Evidence.Item more) {
    return of(failure, Stream.concat(evidence.stream(), Stream.of(more)).toList());
  }

  /** The same with another failure in place of what was thrown. */
  BehaviourResult failingBy(Throwable instead) {
    return of(Optional.of(instead), evidence);
  }

  private BehaviourResult of(Optional<Throwable> thrown, List<Evidence.Item> items) {
    return new BehaviourResult(
        id, submission, started, duration, thrown, hint, causes, items, findings, patches);
  }
}
