package io.github.statefulsetlab.lab.dns;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.EndpointSlices;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.lab.remedy.ServiceOfOnePod;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Service that {@code serviceName} names, under which the pods have their DNS names, and what
 * may be wrong with it.
 */
public final class GoverningService {

  private final StatefulSet set;
  private final List<Service> services;

  public GoverningService(StatefulSet set, List<Service> services) {
    this.set = set;
    this.services = List.copyOf(services);
  }

  public String name() {
    return Optional.ofNullable(set.getSpec().getServiceName()).orElse("");
  }

  /** Its name for everybody in the cluster. */
  public String fullName() {
    return "%s.%s.svc.cluster.local".formatted(name(), set.getMetadata().getNamespace());
  }

  /** The name that SRV records of one of its ports have. */
  public String fullName(String port) {
    String protocol =
        service().stream()
            .flatMap(service -> Services.port(service, port).stream())
            .map(ServicePort::getProtocol)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse("TCP");
    return "_%s._%s.%s".formatted(port, protocol.toLowerCase(Locale.ROOT), fullName());
  }

  private Optional<Service> service() {
    return services.stream().filter(service -> Services.governs(service, set)).findFirst();
  }

  /** Whether it exists and has no address of its own. */
  public boolean isHeadless() {
    return service().filter(Services::isHeadless).isPresent();
  }

  /** The pods that it selects, ready or not, by name. */
  public Set<String> pods(List<EndpointSlice> slices) {
    return service().map(service -> EndpointSlices.pods(slices, service)).orElse(Set.of());
  }

  /** What to change where it selects pods of others. */
  public String remedyForStrangers() {
    return "Service %s selects %s, and pods that are not the set's have these labels, too. Give those pods different labels, or add a label that only the StatefulSet's pods have, and select on it."
        .formatted(
            name(),
            service().map(s -> String.valueOf(s.getSpec().getSelector())).orElse("nothing"));
  }

  /** The names of its ports, as SRV records have them; those without a name have none. */
  public List<String> portNames() {
    return service().stream()
        .flatMap(service -> service.getSpec().getPorts().stream())
        .map(ServicePort::getName)
        .filter(name -> name != null && !name.isEmpty())
        .toList();
  }

  public boolean publishesNotReadyAddresses() {
    return service().filter(Services::publishesNotReadyAddresses).isPresent();
  }

  /** What to change, where no pod can have a name by it. */
  public Optional<String> remedyForNoNames() {
    return service().isEmpty() ? Optional.of(create()) : service().flatMap(this::select);
  }

  /** Whether it is there and no pod of the set has its labels. */
  public boolean selectsNone() {
    return service().flatMap(this::select).isPresent();
  }

  private String create() {
    String next =
        headless()
            .map(this::nameIt)
            .orElse(
                "Add a Service with clusterIP: None that selects the pods, and set serviceName to its name.");
    return "%s %s The field can't be changed on an existing StatefulSet: uninstall it, then install it again."
        .formatted(whatIsNamed(), next);
  }

  private String nameIt(Service service) {
    return "Set spec.serviceName to %s, which is headless and selects the pods."
        .formatted(service.getMetadata().getName());
  }

  /**
   * What {@code serviceName} says, and what there is instead, as a sentence; for one that is not.
   */
  private String whatIsNamed() {
    return name().isEmpty()
        ? "The StatefulSet has no spec.serviceName (the Services are: %s).".formatted(known())
        : "spec.serviceName of the StatefulSet is '%s', but there is no Service of that name (the Services are: %s)."
            .formatted(name(), known());
  }

  private String known() {
    String names =
        services.stream()
            .map(service -> service.getMetadata().getName())
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "none" : names;
  }

  /** What it is instead of a headless Service, as a sentence; empty if it is one. */
  public Optional<String> whyNotHeadless() {
    if (isHeadless()) {
      return Optional.empty();
    }
    return Optional.of(
        service()
            .map(
                plain ->
                    "Service %s, which spec.serviceName names, is not headless: expected clusterIP None, but saw %s."
                        .formatted(name(), plain.getSpec().getClusterIP()))
            .orElseGet(this::whatIsNamed));
  }

  /** Its ports that lead to no port of the set's pods, as in {@code http (targetPort web)}. */
  public List<String> undeclaredPorts() {
    return undeclared()
        .map(port -> "%s (targetPort %s)".formatted(portName(port), target(port)))
        .toList();
  }

  private Stream<ServicePort> undeclared() {
    return service().stream()
        .flatMap(service -> Services.undeclaredPorts(service, podSpec()).stream());
  }

  private PodSpec podSpec() {
    return set.getSpec().getTemplate().getSpec();
  }

  private static String target(ServicePort port) {
    return Services.targetName(port).orElse("");
  }

  private static String portName(ServicePort port) {
    return Optional.ofNullable(port.getName())
        .filter(name -> !name.isEmpty())
        .orElseGet(() -> String.valueOf(port.getPort()));
  }

  /**
   * What to change where one of its ports leads to no port of the set's pods; empty if none does.
   */
  public Optional<String> remedyForPorts() {
    return undeclared()
        .findFirst()
        .map(
            port ->
                "Port %s of Service %s has targetPort %s, but no container of the pods declares a port of that name (they declare: %s). Set targetPort to one of these names or to a number, or give the container's port this name."
                    .formatted(portName(port), name(), target(port), declared()));
  }

  private String declared() {
    String ports =
        podSpec().getContainers().stream()
            .flatMap(container -> Stream.ofNullable(container.getPorts()))
            .flatMap(List::stream)
            .map(port -> named(port))
            .collect(Collectors.joining(", "));
    return ports.isEmpty() ? "none" : ports;
  }

  private static String named(ContainerPort port) {
    return port.getName() == null
        ? "%d without a name".formatted(port.getContainerPort())
        : "%s, which is %d".formatted(port.getName(), port.getContainerPort());
  }

  private Optional<String> select(Service service) {
    return Services.selectsPodsOf(service, set)
        ? Optional.empty()
        : ServiceOfOnePod.remedy(service).or(() -> Optional.of(selectOthers(service)));
  }

  private String selectOthers(Service service) {
    return "The selector of Service %s, %s, does not match the pods' labels, %s: it has no endpoints, and so the pods have no names. Use the labels of the StatefulSet's spec.selector.matchLabels in the Service's selector."
        .formatted(
            name(),
            service.getSpec().getSelector(),
            set.getSpec().getTemplate().getMetadata().getLabels());
  }

  /** What to change, where its own name does not give the pods' addresses. */
  public Optional<String> remedyForNoRecords() {
    return remedyForNoNames()
        .or(() -> service().filter(s -> !Services.isHeadless(s)).map(this::nameAHeadlessOne));
  }

  private String nameAHeadlessOne(Service plain) {
    return "Service %s, which spec.serviceName names, has a cluster IP (%s), so its name resolves to that instead of the pods' addresses. %s"
        .formatted(
            name(),
            plain.getSpec().getClusterIP(),
            headless()
                .map(
                    other ->
                        "Set serviceName to %s, which is headless."
                            .formatted(other.getMetadata().getName()))
                .orElse(
                    "Add a headless Service (clusterIP: None) with the same selector, and set serviceName to its name."));
  }

  private Optional<Service> headless() {
    return services.stream()
        .filter(service -> Services.isHeadless(service) && Services.selectsPodsOf(service, set))
        .findFirst();
  }

  /** Whether no Service of a rendered chart is headless. */
  public static boolean noneIsHeadless(Manifests manifests) {
    return manifests.of(Service.class).stream().noneMatch(Services::isHeadless);
  }

  /** The Service of that name without an address of its own. */
  public static Patch madeHeadless(String name) {
    return Patch.each(
        Service.class,
        "Service %s made headless (clusterIP: None)".formatted(name),
        service -> name.equals(service.getMetadata().getName()),
        GoverningService::makeHeadless);
  }

  private static void makeHeadless(Service service) {
    service.getSpec().setType("ClusterIP");
    service.getSpec().setClusterIP("None");
    service.getSpec().setExternalTrafficPolicy(null);
    service.getSpec().getPorts().forEach(port -> port.setNodePort(null));
  }
}
