package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.ClientService;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.Workloads;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Services whose requests reach the app through a container beside it, such as nginx or an
 * authenticating proxy, where that one does nothing because its image could not be pulled. They are
 * sent to the app itself then.
 */
final class ProxiedServices {

  private final StatefulSet set;
  private final Container app;
  private final int port;
  private final Predicate<Container> isMissing;

  private ProxiedServices(
      StatefulSet set, Container app, int port, Predicate<Container> isMissing) {
    this.set = set;
    this.app = app;
    this.port = port;
    this.isMissing = isMissing;
  }

  /**
   * The change to such Services; empty where there are none, or another one leads to the app: then
   * a container beside the app has a purpose of its own.
   *
   * @param port that the app serves
   * @param isMissing whether the image of a container could not be pulled
   */
  static Optional<Patch> sentToTheApp(
      Manifests manifests,
      StatefulSet set,
      Container app,
      int port,
      Predicate<Container> isMissing) {
    ProxiedServices proxied = new ProxiedServices(set, app, port, isMissing);
    List<Service> services =
        manifests.of(Service.class).stream().filter(proxied::isForClients).toList();
    List<Service> changed = services.stream().filter(proxied::isProxied).toList();
    return changed.isEmpty()
            || services.stream().anyMatch(service -> ClientService.leadsTo(service, app, port))
        ? Optional.empty()
        : Optional.of(
            Patch.each(
                Service.class,
                "%s sent to port %d of container %s, because the container that its targetPort is of does nothing"
                    .formatted(ObjectNames.joined(changed), port, app.getName()),
                service -> proxied.isForClients(service) && proxied.isProxied(service),
                proxied::send));
  }

  private boolean isForClients(Service service) {
    return Workloads.selects(service, set) && !Services.isHeadless(service);
  }

  private boolean isProxied(Service service) {
    return ports(service).anyMatch(this::leadsToAMissingContainer);
  }

  private boolean leadsToAMissingContainer(ServicePort each) {
    return Containers.all(set.getSpec().getTemplate().getSpec())
        .filter(container -> !container.getName().equals(app.getName()))
        .filter(container -> declares(container, each))
        .anyMatch(isMissing);
  }

  private static boolean declares(Container container, ServicePort each) {
    Optional<Integer> target = Services.targetPort(each, container);
    return Stream.ofNullable(container.getPorts())
        .flatMap(List::stream)
        .anyMatch(declared -> target.filter(declared.getContainerPort()::equals).isPresent());
  }

  private void send(Service service) {
    ports(service)
        .filter(this::leadsToAMissingContainer)
        .forEach(each -> each.setTargetPort(new IntOrString(port)));
  }

  private static Stream<ServicePort> ports(Service service) {
    return Stream.ofNullable(service.getSpec().getPorts()).flatMap(List::stream);
  }
}
