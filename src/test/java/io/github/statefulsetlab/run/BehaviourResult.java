package io.github.statefulsetlab.run;

import io.github.statefulsetlab.lab.context.Evidence;
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
 * @param patches what the harness changed in the chart to bring the behaviour about
 */
public record BehaviourResult(
    String id,
    Submission submission,
    Instant started,
    Duration duration,
    Optional<Throwable> failure,
    Optional<String> hint,
    List<Evidence.Item> evidence,
    List<String> patches) {

  /** What the failure says of itself; the name of its class if it says nothing. */
  public Optional<String> message() {
    return failure.map(
        f -> f.getMessage() == null ? f.getClass().getSimpleName() : f.getMessage().strip());
  }

  /** The same with one more piece of evidence. */
  public BehaviourResult with(Evidence.Item more) {
    return new BehaviourResult(
        id,
        submission,
        started,
        duration,
        failure,
        hint,
        Stream.concat(evidence.stream(), Stream.of(more)).toList(),
        patches);
  }
}
