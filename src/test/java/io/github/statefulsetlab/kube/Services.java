package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a Service's fields mean. Pure functions, none of which asks the cluster. */
public final class Services {

  private static final String NONE = "None";

  private Services() {}

  /**
   * Whether it has no address of its own, so that its name gives those of the pods, see <a
   * href="https://kubernetes.io/docs/concepts/services-networking/service/#headless-services">Headless
   * Services</a>.
   */
  public static boolean isHeadless(Service service) {
    return NONE.equals(service.getSpec().getClusterIP());
  }

  /** Whether it has a port of its own at each node's address. */
  public static boolean isNodePort(Service service) {
    return "NodePort".equals(service.getSpec().getType());
  }

  /** Whether its selector, which must not be empty, matches these labels. */
  public static boolean selects(Service service, Map<String, String> labels) {
    Map<String, String> selector =
        Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of());
    return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
  }

  /** Whether it selects the pods that the set's template makes. */
  public static boolean selectsPodsOf(Service service, StatefulSet set) {
    return Optional.ofNullable(set.getSpec().getTemplate().getMetadata())
        .map(metadata -> metadata.getLabels())
        .filter(labels -> selects(service, labels))
        .isPresent();
  }

  /** Whether it leads to one pod of a StatefulSet, by such a label. */
  public static boolean isOfOnePod(Service service) {
    return labelOfOnePod(service).isPresent();
  }

  /**
   * The label in its selector that each pod of a StatefulSet has with another value; empty if it
   * selects by labels that all pods share.
   */
  public static Optional<String> labelOfOnePod(Service service) {
    return Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of()).keySet().stream()
        .filter(Pods.OWN_LABELS::contains)
        .sorted()
        .findFirst();
  }

  /** Whether it is the set's governing Service, by its name. */
  public static boolean governs(Service service, StatefulSet set) {
    return service.getMetadata().getName().equals(set.getSpec().getServiceName());
  }

  /** Whether the names of pods that are not ready resolve too. */
  public static boolean publishesNotReadyAddresses(Service service) {
    return Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses());
  }

  /** Whether it is an alias of another name, which leads to no pods whatever its selector says. */
  public static boolean isAlias(Service service) {
    return "ExternalName".equals(service.getSpec().getType());
  }

  /** Whether HTTP can come through it, as it can't by UDP or SCTP. */
  public static boolean isTcp(ServicePort port) {
    return "TCP".equals(protocol(port.getProtocol()));
  }

  /**
   * The port of the container that a port of a Service leads to; empty if it names one that the
   * container does not declare.
   */
  public static Optional<Integer> targetPort(ServicePort port, Container container) {
    IntOrString target = port.getTargetPort();
    if (target == null) {
      return Optional.of(port.getPort());
    }
    String text = String.valueOf(target.getValue());
    return text.matches("\\d+")
        ? Optional.of(Integer.valueOf(text))
        : container.getPorts().stream()
            .filter(known -> text.equals(known.getName()))
            .map(ContainerPort::getContainerPort)
            .findFirst();
  }

  /**
   * Its ports whose {@code targetPort} is a name that no container of the pods declares for their
   * protocol, sidecars among them: such a port leads nowhere, and has no SRV record.
   */
  public static List<ServicePort> undeclaredPorts(Service service, PodSpec pod) {
    List<ContainerPort> declared =
        Stream.concat(
                pod.getContainers().stream(),
                Stream.ofNullable(pod.getInitContainers())
                    .flatMap(List::stream)
                    .filter(Containers::isSidecar))
            .flatMap(container -> Stream.ofNullable(container.getPorts()))
            .flatMap(List::stream)
            .toList();
    return Stream.ofNullable(service.getSpec().getPorts())
        .flatMap(List::stream)
        .filter(
            port -> targetName(port).filter(name -> !isDeclared(declared, port, name)).isPresent())
        .toList();
  }

  /** The name that the port's {@code targetPort} gives; empty where it is a number. */
  public static Optional<String> targetName(ServicePort port) {
    return Optional.ofNullable(port.getTargetPort())
        .map(IntOrString::getStrVal)
        .filter(name -> !name.matches("\\d+"));
  }

  private static boolean isDeclared(List<ContainerPort> declared, ServicePort port, String name) {
    return declared.stream()
        .anyMatch(
            known ->
                name.equals(known.getName())
                    && protocol(known.getProtocol()).equals(protocol(port.getProtocol())));
  }

  private static String protocol(@Nullable String protocol) {
    return protocol == null ? "TCP" : protocol;
  }

  /** The port of this name. */
  public static Optional<ServicePort> port(Service service, String name) {
    return Optional.ofNullable(service.getSpec().getPorts()).stream()
        .flatMap(List::stream)
        .filter(port -> name.equals(port.getName()))
        .findFirst();
  }
}
