package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.remedy.CountCauses;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * Visits to the address of a node, at the port that a Service of type NodePort has there, see <a
 * href="https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport">type:
 * NodePort</a>. They come from a pod of the grader's own: this machine may not reach the nodes.
 */
public final class NodePortTraffic {

  /** For kube-proxy to follow a change of the endpoints. */
  private static final Duration FOLLOWS = Duration.ofSeconds(30);

  private final LabContext lab;
  private final Counter counter;

  NodePortTraffic(LabContext lab, Counter counter) {
    this.lab = lab;
    this.counter = counter;
  }

  /**
   * Sends visits to the node that a pod runs on, and fails unless each is answered and counted by
   * one of the set's pods.
   */
  public void awaitCounted(LabPod pod, int visits) {
    Service service = service();
    assumeCounter();
    ServiceRequests requests = new ServiceRequests(lab, service);
    ServiceRequests.Address address = address(requests, service, pod);
    awaitAnswer(requests, address);

    List<Long> before = counter.counts();
    requests.send(address, visits);
    List<Long> after = counter.counts();
    lab.evidence()
        .countsAround(
            "Visits at the node's address",
            "%d times: wget -qO- %s, the nodePort of Service %s at the node's address"
                .formatted(visits, requests.url(address), name(service)),
            lab.podNames(),
            before,
            after);
    requireCounted(service, visits, before, after);
  }

  private void requireCounted(Service service, int visits, List<Long> before, List<Long> after) {
    long counted = sum(after) - sum(before);
    if (counted != visits) {
      throw Hint.on(
          DependsOn.on(
              new AssertionError(
                  "%d visits went through Service %s at the node's address, but the pods' counts grew by %d."
                      .formatted(visits, name(service), counted)),
              ServiceRequests.REACH),
          CountCauses.hint(lab.installation().podTemplate(), lab.contract(), before, after));
    }
  }

  /** The Service, rather one that leads to the app; skips the behaviour where there is none. */
  private Service service() {
    List<Service> services =
        lab.client().services().inNamespace(lab.namespace()).list().getItems().stream()
            .filter(Services::isNodePort)
            .filter(service -> Services.selectsPodsOf(service, lab.statefulSet()))
            .toList();
    return services.stream()
        .filter(service -> new ServiceRequests(lab, service).leadToTheApp())
        .findFirst()
        .or(() -> services.stream().findFirst())
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "No Service that selects the StatefulSet's pods has type NodePort, and nothing"
                        + " asks for one."));
  }

  private void assumeCounter() {
    if (!lab.contract().hasCounter()) {
      throw new TestAbortedException(
          "No page of the app counts visits, so none can be seen to arrive.");
    }
  }

  private ServiceRequests.Address address(ServiceRequests requests, Service service, LabPod pod) {
    return requests
        .addressAt(node(pod))
        .orElseThrow(
            () ->
                new AssertionError(
                    "Service %s has type NodePort, but Kubernetes has given it no nodePort."
                        .formatted(name(service))));
  }

  /** On a cluster that others use, a policy of theirs may keep pods from the nodes' ports. */
  private void awaitAnswer(ServiceRequests requests, ServiceRequests.Address address) {
    try {
      lab.waits()
          .within(
              FOLLOWS, "an answer from " + requests.url(address), () -> requests.send(address, 1));
    } catch (AssertionError e) {
      if (requests.leadToTheApp() && !lab.installation().cluster().isEphemeral()) {
        throw new TestAbortedException(
            "Nothing answered at %s. On this cluster, which is not the grader's own, that can have reasons outside of the chart, such as a firewall or a network policy."
                .formatted(requests.url(address)),
            e);
      }
      throw e;
    }
  }

  private String node(LabPod pod) {
    return pod.current()
        .map(Pod::getStatus)
        .flatMap(status -> Optional.ofNullable(status.getHostIP()))
        .orElseThrow(() -> new AssertionError("Pod %s is not scheduled to a node.".formatted(pod)));
  }

  private static String name(Service service) {
    return service.getMetadata().getName();
  }

  private static long sum(List<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
