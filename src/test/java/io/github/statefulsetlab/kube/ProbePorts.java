package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GRPCAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ports that a container's probes ask, and how they are made to ask another. */
public final class ProbePorts {

  private ProbePorts() {}

  /**
   * The port that each of a container's probes asks, by the kind of probe: its number; where the
   * container declares no port of that name, the name. A command is left out: it may ask whatever
   * listens inside of the pod alone.
   */
  public static Map<String, String> asked(Container container) {
    Map<String, String> ports = new LinkedHashMap<>();
    for (String kind : Probes.KINDS) {
      Probes.of(container, kind)
          .flatMap(probe -> asked(probe, container))
          .ifPresent(port -> ports.put(kind, port));
    }
    return ports;
  }

  private static Optional<String> asked(Probe probe, Container container) {
    if (probe.getHttpGet() != null) {
      return Optional.of(Probes.port(probe.getHttpGet(), container));
    }
    if (probe.getTcpSocket() != null) {
      return Optional.of(Probes.port(probe.getTcpSocket().getPort(), container));
    }
    return Optional.ofNullable(probe.getGrpc()).map(GRPCAction::getPort).map(String::valueOf);
  }

  /**
   * Makes the probes that ask at one of these ports ask at another one.
   *
   * @param container changed
   * @param from numbers, or names that the container does not declare
   * @return the port that each probe asked before, by its kind; empty where nothing was changed
   */
  public static Map<String, String> aim(Container container, Set<String> from, int port) {
    Map<String, String> aimed = asked(container);
    aimed.values().retainAll(from);
    aimed.keySet().forEach(kind -> Probes.of(container, kind).ifPresent(p -> aim(p, port)));
    return aimed;
  }

  private static void aim(Probe probe, int port) {
    if (probe.getHttpGet() != null) {
      probe.getHttpGet().setPort(new IntOrString(port));
    } else if (probe.getGrpc() != null) {
      probe.getGrpc().setPort(port);
    } else {
      probe.getTcpSocket().setPort(new IntOrString(port));
    }
  }
}
