package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The same probes, asked every second from the start on, and a short grace period: for what is
 * judged by what happens and not by when. Each probe keeps its kind, its page and how often it may
 * fail. A start may take as long as before: a startup probe holds the liveness probe back.
 */
public final class QuickProbes {

  private static final int PERIOD = 1;

  /** An attempt may take at least so long, for a busy machine must not kill an app that works. */
  private static final int TIMEOUT = 5;

  private static final int SLOWEST_START = 60;
  private static final long GRACE = 5;
  private static final long GRACE_FOR_A_HOOK = 60;
  private static final long DEFAULT_GRACE = 30;

  private final PodSpec pod;
  private final List<String> changes = new ArrayList<>();

  private QuickProbes(PodSpec pod) {
    this.pod = pod;
  }

  /**
   * Makes a template's probes and grace period quick.
   *
   * @param pod changed
   * @return what was changed, a phrase each; empty where nothing had to be
   */
  public static List<String> apply(PodSpec pod) {
    QuickProbes quick = new QuickProbes(pod);
    quick.shortenGrace();
    Containers.all(pod).forEach(quick::hasten);
    return List.copyOf(quick.changes);
  }

  private void shortenGrace() {
    boolean onlySleep = true;
    for (Container container : pod.getContainers()) {
      Optional<LifecycleHandler> hook =
          Optional.ofNullable(container.getLifecycle()).map(Lifecycle::getPreStop);
      onlySleep &= hook.map(HookSleep::isAll).orElse(true);
      if (hook.filter(HookSleep::shorten).isPresent()) {
        changes.add("preStop of container %s sleeps for a second".formatted(container.getName()));
      }
    }
    long grace = Optional.ofNullable(pod.getTerminationGracePeriodSeconds()).orElse(DEFAULT_GRACE);
    // A hook is part of the grace period, and may need more of it than an app.
    long enough = onlySleep ? GRACE : GRACE_FOR_A_HOOK;
    if (grace > enough) {
      pod.setTerminationGracePeriodSeconds(enough);
      changes.add("terminationGracePeriodSeconds %d instead of %d".formatted(enough, grace));
    }
  }

  private void hasten(Container container) {
    List<String> hastened = new ArrayList<>();
    Probe liveness = container.getLivenessProbe();
    if (liveness != null) {
      protectStart(container, liveness);
    }
    if (liveness != null && isSlow(liveness)) {
      hasten(liveness);
      liveness.setTerminationGracePeriodSeconds(1L);
      hastened.add("livenessProbe");
    }
    Probe readiness = container.getReadinessProbe();
    if (readiness != null && isSlow(readiness)) {
      hasten(readiness);
      hastened.add("readinessProbe");
    }
    Probe startup = container.getStartupProbe();
    if (startup != null && (isSlow(startup) || givesUpSoon(startup))) {
      startup.setFailureThreshold(attempts(startup));
      hasten(startup);
      hastened.add("startupProbe");
    }
    if (!hastened.isEmpty()) {
      changes.add(
          "%s of container %s asked every second from the start on"
              .formatted(
                  hastened.stream().collect(Collectors.joining(" and ")), container.getName()));
    }
  }

  private static boolean isSlow(Probe probe) {
    return Probes.initialDelaySeconds(probe) > 0 || Probes.period(probe).toSeconds() > PERIOD;
  }

  /** Sooner than the slowest start that is borne here; whether the app bears it is judged apart. */
  private static boolean givesUpSoon(Probe probe) {
    return Probes.patience(probe).toSeconds() < SLOWEST_START;
  }

  private void protectStart(Container container, Probe liveness) {
    if (container.getStartupProbe() == null && (isSlow(liveness) || givesUpSoon(liveness))) {
      container.setStartupProbe(
          new ProbeBuilder(liveness)
              .withSuccessThreshold(null)
              .withTerminationGracePeriodSeconds(null)
              .withInitialDelaySeconds(0)
              .withPeriodSeconds(PERIOD)
              .withTimeoutSeconds(Math.max(TIMEOUT, Probes.timeoutSeconds(liveness)))
              .withFailureThreshold(attempts(liveness))
              .build());
      changes.add(
          "a startupProbe like the livenessProbe added to container %s, so that a slow start is not killed"
              .formatted(container.getName()));
    }
  }

  /** So many that a start may take as long as before, a second each. */
  private static int attempts(Probe probe) {
    return (int) Math.max(SLOWEST_START, Probes.patience(probe).toSeconds());
  }

  private static void hasten(Probe probe) {
    probe.setInitialDelaySeconds(0);
    probe.setPeriodSeconds(PERIOD);
    probe.setTimeoutSeconds(Math.max(TIMEOUT, Probes.timeoutSeconds(probe)));
  }
}
