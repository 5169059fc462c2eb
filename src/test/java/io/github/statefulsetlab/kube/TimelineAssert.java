package io.github.statefulsetlab.kube;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the order of a recorded history. They fail with the stretch of history that they
 * are about, and never compare times.
 */
public final class TimelineAssert extends AbstractAssert<TimelineAssert, Timeline> {

  private TimelineAssert(Timeline timeline) {
    super(timeline, TimelineAssert.class);
  }

  public static TimelineAssert assertThat(Timeline timeline) {
    return new TimelineAssert(timeline);
  }

  /** Begins a sentence about a pod. */
  public PodClause pod(String name) {
    return new PodClause(name);
  }

  /** Fails if one of these pods has ever been ready. */
  public TimelineAssert noneBecameReady(List<String> pods) {
    pods.stream()
        .flatMap(pod -> actual.pod(pod).became("became ready", Pods::reportsReady).stream())
        .findFirst()
        .ifPresent(ready -> fail("expected that no pod became ready, but " + ready));
    return this;
  }

  /** Fails unless all of these pods exist now. */
  public TimelineAssert allExist(List<String> pods) {
    List<String> missing =
        pods.stream().filter(pod -> actual.pod(pod).current().isEmpty()).toList();
    if (!missing.isEmpty()) {
      fail(
          "expected all of "
              + pods
              + " to exist, but there is no "
              + String.join(", no ", missing));
    }
    return this;
  }

  private void fail(String sentence) {
    failWithMessage("%s%n%n%s", sentence, actual.describePods());
  }

  /** A sentence about one pod. */
  public final class PodClause {

    private final String name;

    private PodClause(String name) {
      this.name = name;
    }

    /** Continues: was created after that other pod … */
    public AfterClause wasCreatedAfter(String other) {
      return new AfterClause(name, other);
    }
  }

  /** The end of a sentence: … after what the other pod did. */
  public final class AfterClause {

    private final String pod;
    private final String other;

    private AfterClause(String pod, String other) {
      this.pod = pod;
      this.other = other;
    }

    /** … became ready for the first time. */
    public TimelineAssert becameReady() {
      Optional<Moment> created = actual.pod(pod).created();
      Optional<Moment> ready = actual.pod(other).became("became ready", Pods::reportsReady);
      if (created.isEmpty()) {
        fail("expected " + pod + " to be created, but it never was");
      }
      if (ready.isEmpty() || !ready.get().isBefore(created.get())) {
        fail(
            "expected %s to be created only after %s became ready, but %s came first"
                .formatted(pod, other, created.get()));
      }
      return TimelineAssert.this;
    }
  }
}
