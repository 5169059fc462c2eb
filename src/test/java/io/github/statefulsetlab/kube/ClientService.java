package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Service that clients of a StatefulSet use. Pure functions. */
public final class ClientService {

  private ClientService() {}

  /**
   * One that selects the pods, rather one with an address of its own, and of those rather one that
   * leads to the port that the app serves, and rather all pods than one. Where several lead to one
   * pod each, they are meant to, and clients of all pods use none of them.
   *
   * @param port of the container, which the app serves HTTP on
   */
  public static Optional<Service> among(
      List<Service> services, StatefulSet set, Container app, int port) {
    List<Service> selecting =
        services.stream().filter(service -> selectsSome(service, set)).toList();
    boolean onePodEach = selecting.stream().filter(Services::isOfOnePod).count() > 1;
    return selecting.stream()
        .filter(service -> !(onePodEach && Services.isOfOnePod(service)))
        .min(
            Comparator.comparing(Services::isHeadless)
                .thenComparing(service -> !leadsTo(service, app, port))
                .thenComparing(Services::isOfOnePod));
  }

  /** Whether it selects pods of the set: all of them, or one by the labels that each has. */
  private static boolean selectsSome(Service service, StatefulSet set) {
    return !Services.isAlias(service)
        && service.getSpec().getSelector() != null
        && !service.getSpec().getSelector().isEmpty()
        && Workloads.podLabels(set).entrySet().containsAll(Workloads.selector(service).entrySet());
  }

  /** Whether one of its ports leads HTTP to this port of the container. */
  public static boolean leadsTo(Service service, Container app, int port) {
    return Stream.ofNullable(service.getSpec().getPorts())
        .flatMap(List::stream)
        .filter(Services::isTcp)
        .flatMap(each -> Services.targetPort(each, app).stream())
        .anyMatch(target -> target == port);
  }
}
