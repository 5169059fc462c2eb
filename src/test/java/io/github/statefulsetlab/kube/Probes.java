package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a probe's fields mean, with Kubernetes' own defaults, see <a
 * href="https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes">Configure
 * Probes</a>. Pure functions, none of which asks the cluster.
 */
public final class Probes {

  /** The kinds of probes of a container, in the order in which they begin. */
  public static final List<String> KINDS = List.of("startup", "liveness", "readiness");

  private static final int DEFAULT_PERIOD_SECONDS = 10;
  private static final int DEFAULT_FAILURES = 3;

  private Probes() {}

  /** How long it takes from a container's start to the failure that counts, at the least. */
  public static Duration patience(Probe probe) {
    return Duration.ofSeconds(initialDelaySeconds(probe))
        .plus(period(probe).multipliedBy(failures(probe)));
  }

  /** How long after a container's start it can give up, at the soonest. */
  public static Duration givesUp(Probe probe) {
    return Duration.ofSeconds(initialDelaySeconds(probe))
        .plus(period(probe).multipliedBy(Math.max(0L, failures(probe) - 1L)));
  }

  /** How often it asks before it gives up, as in {@code 3 attempts, 10 s apart, from 5 s on}. */
  public static String attempts(Probe probe) {
    return "%d attempts, %d s apart, from %d s after the start on"
        .formatted(failures(probe), period(probe).toSeconds(), initialDelaySeconds(probe));
  }

  private static int failures(Probe probe) {
    return or(probe.getFailureThreshold(), DEFAULT_FAILURES);
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
    Duration attempt =
        period(probe).compareTo(Duration.ofSeconds(timeoutSeconds(probe))) > 0
            ? period(probe)
            : Duration.ofSeconds(timeoutSeconds(probe)).plusSeconds(1);
    return attempt.multipliedBy(failures(probe) + 1L);
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

  /**
   * Whether an app that hangs fails it. The kernel accepts connections for such an app, and a
   * command need not ask it.
   */
  public static boolean failsForAHungApp(Probe probe) {
    return probe.getHttpGet() != null || probe.getGrpc() != null;
  }

  /** Whether both ask for the same in the same way, however often. */
  public static boolean asksTheSame(Probe one, Probe other) {
    return Objects.equals(one.getHttpGet(), other.getHttpGet())
        && Objects.equals(one.getTcpSocket(), other.getTcpSocket())
        && Objects.equals(one.getGrpc(), other.getGrpc())
        && Objects.equals(one.getExec(), other.getExec());
  }

  /** What it asks for, as in {@code GET /healthz on port 5000}. */
  public static String describe(Probe probe, Container container) {
    if (probe.getHttpGet() != null) {
      return "GET %s on port %s"
          .formatted(path(probe.getHttpGet()), port(probe.getHttpGet(), container));
    }
    if (probe.getTcpSocket() != null) {
      return "TCP port " + port(probe.getTcpSocket().getPort(), container);
    }
    return probe.getGrpc() != null
        ? "gRPC on port " + probe.getGrpc().getPort()
        : probe.getExec() != null ? "a command" : "nothing";
  }

  /**
   * The name that it gives as its port, where the container declares no port of that name; empty
   * for a number, and for a probe that asks no port by name.
   */
  public static Optional<String> undeclaredPort(Probe probe, Container container) {
    return Stream.of(
            Optional.ofNullable(probe.getHttpGet()).map(HTTPGetAction::getPort),
            Optional.ofNullable(probe.getTcpSocket()).map(TCPSocketAction::getPort))
        .flatMap(Optional::stream)
        .map(port -> port(port, container))
        .filter(number -> !number.matches("\\d+"))
        .findFirst();
  }

  /** The same for all probes of a container, by their kinds. */
  public static Map<String, String> undeclaredPorts(Container container) {
    Map<String, String> ports = new LinkedHashMap<>();
    for (String kind : KINDS) {
      of(container, kind)
          .flatMap(probe -> undeclaredPort(probe, container))
          .ifPresent(port -> ports.put(kind, port));
    }
    return ports;
  }

  /** The ports that the container declares, as in {@code http (5000)}, or {@code none}. */
  public static String declaredPortsOrNone(Container container) {
    String declared = declaredPorts(container);
    return declared.isEmpty() ? "none" : declared;
  }

  /** The ports that the container declares, as in {@code http (5000)}; empty where none. */
  public static String declaredPorts(Container container) {
    return Stream.ofNullable(container.getPorts())
        .flatMap(List::stream)
        .map(
            port ->
                port.getName() == null
                    ? String.valueOf(port.getContainerPort())
                    : "%s (%d)".formatted(port.getName(), port.getContainerPort()))
        .collect(Collectors.joining(", "));
  }

  /** Whether the container declares a port of this number. */
  public static boolean declares(Container container, String port) {
    return Stream.ofNullable(container.getPorts())
        .flatMap(List::stream)
        .anyMatch(known -> port.equals(String.valueOf(known.getContainerPort())));
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
