package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a probe's fields mean, with Kubernetes' own defaults, see <a
 * href="https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes">Configure
 * Probes</a>. Pure functions, none of which asks the cluster.
 */
public final class Probes {

  private static final int DEFAULT_PERIOD_SECONDS = 10;
  private static final int DEFAULT_FAILURES = 3;

  private Probes() {}

  /** How long it takes from a container's start to the failure that counts, at the least. */
  public static Duration patience(Probe probe) {
    int failures = or(probe.getFailureThreshold(), DEFAULT_FAILURES);
    return Duration.ofSeconds(initialDelaySeconds(probe))
        .plus(period(probe).multipliedBy(failures));
  }

  /** The seconds from a container's start to the first attempt. */
  public static int initialDelaySeconds(Probe probe) {
    return or(probe.getInitialDelaySeconds(), 0);
  }

  /** The seconds after which an attempt has failed. */
  public static int timeoutSeconds(Probe probe) {
    return or(probe.getTimeoutSeconds(), 1);
  }

  /** How long from the moment that the app hangs to the failure that counts, at the most. */
  public static Duration notices(Probe probe) {
    long attempts = or(probe.getFailureThreshold(), DEFAULT_FAILURES);
    Duration attempt =
        period(probe).compareTo(Duration.ofSeconds(timeoutSeconds(probe))) > 0
            ? period(probe)
            : Duration.ofSeconds(timeoutSeconds(probe)).plusSeconds(1);
    return attempt.multipliedBy(attempts + 1);
  }

  /** How long from a container's start to success, at the most, for an app that answers at once. */
  public static Duration succeeds(Probe probe) {
    return Duration.ofSeconds(initialDelaySeconds(probe))
        .plus(period(probe).multipliedBy(or(probe.getSuccessThreshold(), 1) + 1L));
  }

  /** The time between two attempts. */
  public static Duration period(Probe probe) {
    return Duration.ofSeconds(or(probe.getPeriodSeconds(), DEFAULT_PERIOD_SECONDS));
  }

  /**
   * The port that a request goes to, by its number; where the container has no port of that name,
   * the name as it stands.
   */
  public static String port(HTTPGetAction request, Container container) {
    return port(request.getPort(), container);
  }

  /** As {@link #port(HTTPGetAction, Container)}, of any probe. */
  public static String port(IntOrString port, Container container) {
    return port.getIntVal() != null
        ? port.getIntVal().toString()
        : container.getPorts().stream()
            .filter(known -> port.getStrVal().equals(known.getName()))
            .map(known -> known.getContainerPort().toString())
            .findFirst()
            .orElse(port.getStrVal());
  }

  /** The path that a request asks for; {@code /} where none is set. */
  public static String path(HTTPGetAction request) {
    return Optional.ofNullable(request.getPath()).filter(path -> !path.isEmpty()).orElse("/");
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  /** A container's probe of a kind: {@code liveness}, {@code readiness} or {@code startup}. */
  public static Optional<Probe> of(Container container, String kind) {
    return Optional.ofNullable(
        switch (kind) {
          case "liveness" -> container.getLivenessProbe();
          case "readiness" -> container.getReadinessProbe();
          default -> container.getStartupProbe();
        });
  }
}
