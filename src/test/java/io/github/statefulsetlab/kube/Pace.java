package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a StatefulSet may take for what it is asked to do, by its own probes, grace period,
 * {@code minReadySeconds}, replicas and pod management policy: what is merely slow is waited for.
 *
 * @param start from a pod's creation until it counts as available
 * @param stop from a pod's deletion until it is gone
 * @param notice from the moment that a pod hangs until its probes have noticed
 * @param pods how many there are
 * @param oneByOne whether each pod waits for the one before it
 */
public record Pace(Duration start, Duration stop, Duration notice, int pods, boolean oneByOne) {

  /** However slow a chart is, nobody waits longer than this. */
  public static final Duration CEILING = Duration.ofMinutes(10);

  /** What a cluster needs on a busy machine besides, however quick the probes are. */
  private static final Duration CLUSTER = Duration.ofSeconds(60);

  private static final Duration SHORTEST_INSTALL = Duration.ofSeconds(120);
  private static final Duration SHORTEST_CHANGE = Duration.ofSeconds(90);

  private static final long DEFAULT_GRACE = 30;

  /** By the set's spec, or by what the API server makes of it. */
  public static Pace of(StatefulSet set) {
    PodSpec pod = set.getSpec().getTemplate().getSpec();
    return new Pace(
        longest(Containers.all(pod).map(Pace::start))
            .plusSeconds(Optional.ofNullable(set.getSpec().getMinReadySeconds()).orElse(0)),
        Duration.ofSeconds(
            Optional.ofNullable(pod.getTerminationGracePeriodSeconds()).orElse(DEFAULT_GRACE)),
        longest(
            Containers.all(pod)
                .flatMap(c -> Stream.of(c.getLivenessProbe(), c.getReadinessProbe()))
                .flatMap(Stream::ofNullable)
                .map(Probes::notices)),
        Math.max(1, StatefulSets.replicas(set)),
        !StatefulSets.PARALLEL.equals(StatefulSets.podManagementPolicy(set)));
  }

  /** The same for pods that were seen to take so long from their creation until they were ready. */
  public Pace withStart(Duration seen) {
    return seen.compareTo(start) > 0 ? new Pace(seen, stop, notice, pods, oneByOne) : this;
  }

  private static Duration start(Container container) {
    Duration started =
        Optional.ofNullable(container.getStartupProbe())
            .map(Probes::patience)
            .orElse(Duration.ZERO);
    Duration ready =
        Stream.of(container.getReadinessProbe())
            .flatMap(Stream::ofNullable)
            .map((Probe probe) -> Probes.succeeds(probe))
            .findFirst()
            .orElse(Duration.ZERO);
    return started.plus(ready);
  }

  private static Duration longest(Stream<Duration> durations) {
    return durations.max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }

  /** From an install until all pods are available. */
  public Duration install() {
    return bounded(SHORTEST_INSTALL, start.multipliedBy(inARow()));
  }

  /** From a change to the set, a pod or an app until all of it shows. */
  public Duration change() {
    return bounded(SHORTEST_CHANGE, notice.plus(stop).plus(start));
  }

  /** From an update of the template until all pods have it, which go one after another. */
  public Duration rollout() {
    return bounded(SHORTEST_CHANGE, stop.plus(start).multipliedBy(pods));
  }

  /** For a criterion that installs, changes and updates one after another. */
  public Duration criterion() {
    return install().plus(change()).plus(rollout());
  }

  private int inARow() {
    return oneByOne ? pods : 1;
  }

  private static Duration bounded(Duration shortest, Duration own) {
    Duration needed = own.plus(CLUSTER);
    Duration atLeast = needed.compareTo(shortest) < 0 ? shortest : needed;
    return atLeast.compareTo(CEILING) > 0 ? CEILING : atLeast;
  }
}
