package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.github.statefulsetlab.kube.EndpointSlices;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.Workloads;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.FalseVerdictOdds;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.ClaimAdvice;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.remedy.CountCauses;
import io.github.statefulsetlab.lab.remedy.ServiceOfOnePod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** Visits through the Service that clients use, and which pods they reach. */
public final class ClientTraffic {

  /** For kube-proxy to follow a change of the endpoints. */
  private static final Duration FOLLOWS = Duration.ofSeconds(30);

  /** As many for each pod as a person would send, to see the counts differ. */
  private static final int SOME = 5;

  private final LabContext lab;
  private final Counter counter;

  ClientTraffic(LabContext lab, Counter counter) {
    this.lab = lab;
    this.counter = counter;
  }

  /** The Service that clients use; an assertion fails, with a hint, if there is none. */
  private Service service() {
    return withAddress()
        .orElseThrow(
            () ->
                Hint.on(
                    new AssertionError(
                        "No Service of the chart selects the StatefulSet's pods and has a cluster IP."),
                    leadingNowhere().orElse(Advice.ADD_A_SERVICE_FOR_CLIENTS)));
  }

  /** What to change where there is one that leads to no pods, whatever it was meant for. */
  private Optional<String> leadingNowhere() {
    return lab.client().services().inNamespace(lab.namespace()).list().getItems().stream()
        .filter(service -> !Services.isHeadless(service))
        .flatMap(service -> whyNowhere(service).stream())
        .findFirst();
  }

  private static Optional<String> whyNowhere(Service service) {
    String name = service.getMetadata().getName();
    if (Services.isAlias(service)) {
      return Optional.of(
          "Service %s has type ExternalName: it is another name for %s and leads to no pods, whatever its selector says. Set its type to ClusterIP and remove externalName."
              .formatted(name, service.getSpec().getExternalName()));
    }
    return Workloads.selector(service).isEmpty()
        ? Optional.of(
            "Service %s has no selector, so it leads to no pods. Give it the StatefulSet's spec.selector.matchLabels as its spec.selector."
                .formatted(name))
        : Optional.empty();
  }

  private String serviceName() {
    return service().getMetadata().getName();
  }

  private Optional<Service> withAddress() {
    return lab.installation().clientService().filter(service -> !Services.isHeadless(service));
  }

  /** Skips the behaviour where there is no Service that clients could use. */
  public void assumeService() {
    if (withAddress().isEmpty()) {
      throw new TestAbortedException(
          "No Service lets clients reach the pods, so no traffic can be watched;"
              + " counts.load-balanced says more.");
    }
  }

  /** Skips the behaviour where the Service sends all of a client's requests to one pod. */
  public void assumeNoSessionAffinity() {
    if ("ClientIP".equals(service().getSpec().getSessionAffinity())) {
      throw new TestAbortedException(
          "Service %s has sessionAffinity ClientIP, so one client reaches one pod only."
              .formatted(serviceName()));
    }
  }

  /**
   * Fails unless the Service sends requests to the pod and answers them, with a hint if its
   * selector or its port is to blame.
   */
  public void awaitReaching(LabPod pod) {
    String what = "%s is behind Service %s".formatted(pod, serviceName());
    DependsOn.around(
        ServiceRequests.REACH,
        () ->
            Hint.around(
                remedyForSelector(),
                () -> lab.waits().shortly(what, () -> assertEndpoint(pod, true))));
    if (lab.contract().hasCounter()) {
      lab.waits()
          .within(FOLLOWS, "an answer through Service " + serviceName(), () -> sendVisits(1));
    }
  }

  /**
   * Sends so many visits that chance leaves a pod out less than once in a million runs, and fails
   * unless each pod has counted some and all have counted exactly these visits.
   */
  public void awaitReachingAll(List<LabPod> pods) {
    Hint.around(remedyForSelector(), () -> attemptUntilReached(pods));
  }

  private void attemptUntilReached(List<LabPod> pods) {
    Instant end = Instant.now().plus(FOLLOWS);
    Optional<AssertionError> failure = attempt(pods);
    while (failure.isPresent() && Instant.now().isBefore(end)) {
      failure = attempt(pods);
    }
    failure.ifPresent(
        e -> {
          throw e;
        });
  }

  private Optional<AssertionError> attempt(List<LabPod> pods) {
    try {
      reaches(pods);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e);
    }
  }

  private void reaches(List<LabPod> pods) {
    int visits = FalseVerdictOdds.visitsThatReachAll(pods.size());
    List<Long> before = counter.counts();
    sendVisits(visits);
    List<Long> after = counter.counts();
    List<Integer> grown = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      grown.add((int) (after.get(i) - before.get(i)));
    }
    lab.evidence().counts(pods.stream().map(LabPod::name).toList(), before, grown, after);
    List<LabPod> missed = pods.stream().filter(pod -> grown.get(pods.indexOf(pod)) == 0).toList();
    if (!missed.isEmpty()) {
      throw new AssertionError(
          "None of %d visits through Service %s reached %s; by pod they were %s."
              .formatted(visits, serviceName(), missed, grown));
    }
    int counted = grown.stream().mapToInt(Integer::intValue).sum();
    if (counted != visits) {
      throw Hint.on(
          DependsOn.on(
              new AssertionError(
                  "%d visits went through Service %s, but the pods' counts grew by %d: %s."
                      .formatted(visits, serviceName(), counted, grown)),
              List.of("identity.ordinal-names")),
          CountCauses.hint(lab.installation().podTemplate(), lab.contract(), before, after));
    }
  }

  /**
   * Requests the page that counts through the Service, from a pod of the grader's own. An assertion
   * fails if a request is not answered within 30 s, or not with success, with a hint by its cause.
   */
  public void sendVisits(int times) {
    ServiceRequests requests = new ServiceRequests(lab, service());
    requests.send(requests.clusterAddress(), times);
  }

  /** Visits to the nodes' addresses, where a Service of type NodePort leads from there. */
  public NodePortTraffic atTheNodes() {
    return new NodePortTraffic(lab, counter);
  }

  /**
   * Sends some visits through the Service, where all of the set's pods are behind it and one of its
   * ports leads to the app; other criteria say where they are not.
   */
  public void visitIfOpen() {
    if (lab.contract().hasCounter() && leadsToThePodsAlone()) {
      sendVisits(SOME * lab.podNames().size());
    }
  }

  private boolean leadsToThePodsAlone() {
    return withAddress()
        .filter(service -> new ServiceRequests(lab, service).leadToTheApp())
        .filter(
            service ->
                EndpointSlices.readyPods(lab.timeline().current(EndpointSlice.class), service)
                    .equals(Set.copyOf(lab.podNames())))
        .isPresent();
  }

  private Optional<String> remedyForSelector() {
    return ServiceOfOnePod.remedy(service());
  }

  /** Fails unless the Service's endpoints say this of the pod. */
  public void assertEndpoint(LabPod pod, boolean ready) {
    if (EndpointSlices.isReady(lab.timeline().current(EndpointSlice.class), service(), pod.name())
        != ready) {
      throw Hint.on(
          new AssertionError(
              "The EndpointSlices of Service %s do not say that %s is %s."
                  .formatted(serviceName(), pod.name(), ready ? "ready" : "not ready")),
          Optional.of(Advice.PUBLISH_READY_PODS_ONLY)
              .filter(advice -> !ready && Services.publishesNotReadyAddresses(service())));
    }
  }

  /**
   * Sends visits through the Service and fails if one reaches this pod; where no page counts, the
   * Service's endpoints say so.
   */
  public void assertNotReached(LabPod pod, int visits) {
    if (!lab.contract().hasCounter()) {
      assertEndpoint(pod, false);
      return;
    }
    long grown = reached(pod, visits);
    if (grown != 0) {
      throw Hint.on(
          new AssertionError(
              "%d of %d visits through the Service reached %s."
                  .formatted(grown, visits, pod.name())),
          new ClaimAdvice(lab).forSharedClaim());
    }
  }

  /**
   * Sends visits through the Service and fails if none reaches this pod; where no page counts, the
   * Service's endpoints say so.
   */
  public void assertReached(LabPod pod, int visits) {
    if (!lab.contract().hasCounter()) {
      assertEndpoint(pod, true);
      return;
    }
    if (reached(pod, visits) == 0) {
      throw new AssertionError(
          "None of %d visits through the Service reached %s.".formatted(visits, pod.name()));
    }
  }

  private long reached(LabPod pod, int visits) {
    long before = pod.count();
    List<Long> all = counter.counts();
    sendVisits(visits);
    lab.evidence()
        .countsAround(
            "%d visits through Service %s".formatted(visits, serviceName()),
            "",
            lab.podNames(),
            all,
            counter.counts());
    return pod.count() - before;
  }
}
