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

  /** A behaviour that was kept, of which nothing else is known. */
  public static Builder of(String id, Submission submission) {
    return new Builder(id, submission);
  }

  /** The same with some of it changed. */
  public Builder with() {
    return new Builder(id, submission)
        .started(started)
        .duration(duration)
        .failure(failure)
        .hint(hint)
        .causes(causes)
        .evidence(evidence)
        .findings(findings)
        .patches(patches);
  }

  /** The same with one more piece of evidence. */
  public BehaviourResult with(Evidence.Item more) {
    return with().evidence(Stream.concat(evidence.stream(), Stream.of(more)).toList()).build();
  }

  /** The same with another failure in place of what was thrown. */
  BehaviourResult failingBy(Throwable instead) {
    return with().failure(Optional.of(instead)).build();
  }

  /** Makes a {@link BehaviourResult}. */
  public static final class Builder {
    private final String id;
    private final Submission submission;
    private Instant started = Instant.EPOCH;
    private Duration duration = Duration.ZERO;
    private Optional<Throwable> failure = Optional.empty();
    private Optional<String> hint = Optional.empty();
    private List<String> causes = List.of();
    private List<Evidence.Item> evidence = List.of();
    private Findings findings = Findings.NONE;
    private List<String> patches = List.of();

    private Builder(String id, Submission submission) {
      this.id = id;
      this.submission = submission;
    }

    public Builder started(Instant when) {
      started = when;
      return this;
    }

    public Builder duration(Duration taken) {
      duration = taken;
      return this;
    }

    public Builder failure(Optional<Throwable> thrown) {
      failure = thrown;
      return this;
    }

    public Builder hint(Optional<String> sentence) {
      hint = sentence;
      return this;
    }

    public Builder causes(List<String> criteria) {
      causes = criteria;
      return this;
    }

    public Builder evidence(List<Evidence.Item> items) {
      evidence = items;
      return this;
    }

    public Builder findings(Findings found) {
      findings = found;
      return this;
    }

    public Builder patches(List<String> descriptions) {
      patches = descriptions;
      return this;
    }

    public BehaviourResult build() {
      return new BehaviourResult(
          id, submission, started, duration, failure, hint, causes, evidence, findings, patches);
    }
  }
}
