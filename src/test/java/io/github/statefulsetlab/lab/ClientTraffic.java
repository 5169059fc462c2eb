package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.lab.remedy.CountCauses;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Visits through the Service that clients use, and which pods they reach. */
public final class ClientTraffic {

  /** For kube-proxy to follow a change of the endpoints. */
  private static final Duration FOLLOWS = Duration.ofSeconds(30);

  /** How long one request may take to be answered. */
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Lab lab;
  private final Service service;

  ClientTraffic(Lab lab) {
    this.lab = lab;
    this.service = lab.clientService();
  }

  /** Skips the behaviour where the Service sends all of a client's requests to one pod. */
  public void assumeNoSessionAffinity() {
    if ("ClientIP".equals(service.getSpec().getSessionAffinity())) {
      throw new TestAbortedException(
          "Service %s has sessionAffinity ClientIP, so one client reaches one pod only."
              .formatted(service.getMetadata().getName()));
    }
  }

  /**
   * Fails unless the Service sends requests to the pod, with a hint if its selector is to blame.
   */
  public void awaitReaching(LabPod pod) {
    hintAtSelector();
    lab.shortly(
        "%s is behind Service %s".formatted(pod, service.getMetadata().getName()),
        () -> lab.assertEndpoint(pod, true));
    lab.hintingAsUsual();
  }

  /**
   * Sends so many visits that chance leaves a pod out less than once in a million runs, and fails
   * unless each pod has counted some and all have counted exactly these visits.
   */
  public void awaitReachingAll(List<LabPod> pods) {
    hintAtSelector();
    Instant end = Instant.now().plus(FOLLOWS);
    Optional<AssertionError> failure = attempt(pods);
    while (failure.isPresent() && Instant.now().isBefore(end)) {
      failure = attempt(pods);
    }
    failure.ifPresent(
        e -> {
          throw e;
        });
    lab.hintingAsUsual();
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
    List<Long> before = lab.counts();
    sendVisits(visits);
    List<Long> after = lab.counts();
    List<Integer> grown = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      grown.add((int) (after.get(i) - before.get(i)));
    }
    lab.evidence().counts(pods.stream().map(LabPod::name).toList(), before, grown, after);
    List<LabPod> missed = pods.stream().filter(pod -> grown.get(pods.indexOf(pod)) == 0).toList();
    if (!missed.isEmpty()) {
      throw new AssertionError(
          "None of %d visits through Service %s reached %s; by pod they were %s."
              .formatted(visits, service.getMetadata().getName(), missed, grown));
    }
    int counted = grown.stream().mapToInt(Integer::intValue).sum();
    if (counted != visits) {
      CountCauses.hint(lab.installation().podTemplate(), lab.contract(), before, after)
          .ifPresent(lab::hinting);
      throw new AssertionError(
          "%d visits went through Service %s, and the pods' counts grew by %d: %s."
              .formatted(visits, service.getMetadata().getName(), counted, grown));
    }
  }

  /**
   * Requests the page that counts through the Service, from a pod of the grader's own. An assertion
   * fails if a request is not answered within 5 s, with a hint if the Service's port is to blame.
   */
  public void sendVisits(int times) {
    String url = "http://%s%s".formatted(address(), lab.contract().visitPath());
    ToolboxPod toolbox = lab.installation().toolbox();
    toolbox.awaitAccess(now().getSpec().getClusterIP(), port().getPort());
    ToolboxPod.Result result =
        toolbox.script(
            ANSWER.multipliedBy(times),
            "i=0; while [ $i -lt $1 ]; do timeout 5 wget -q -O /dev/null \"$2\" || exit 1;"
                + " i=$((i+1)); done",
            String.valueOf(times),
            url);
    if (!result.ok()) {
      if (portToTheApp().isEmpty()) {
        lab.hinting(wrongPort());
      }
      throw new AssertionError(
          "A request to %s through Service %s failed: %s"
              .formatted(url, service.getMetadata().getName(), result.output()));
    }
  }

  /** As Kubernetes has given it; the port is the one that leads to the app, if one does. */
  private String address() {
    return "%s:%d".formatted(now().getSpec().getClusterIP(), port().getPort());
  }

  private Service now() {
    return lab.client()
        .services()
        .inNamespace(lab.namespace())
        .withName(service.getMetadata().getName())
        .get();
  }

  private ServicePort port() {
    return portToTheApp().orElseGet(() -> service.getSpec().getPorts().get(0));
  }

  private Optional<ServicePort> portToTheApp() {
    return service.getSpec().getPorts().stream()
        .filter(
            port ->
                Services.targetPort(port, lab.appContainer())
                    .filter(target -> target == lab.contract().port())
                    .isPresent())
        .findFirst();
  }

  private String wrongPort() {
    ServicePort port = service.getSpec().getPorts().get(0);
    return "Service %s sends its requests to port %s of the pods, and container %s serves on %d. Set targetPort of the Service to %d, or to the name of that port."
        .formatted(
            service.getMetadata().getName(),
            port.getTargetPort() == null ? port.getPort() : port.getTargetPort().getValue(),
            lab.appContainer().getName(),
            lab.contract().port(),
            lab.contract().port());
  }

  private void hintAtSelector() {
    service.getSpec().getSelector().keySet().stream()
        .filter(Pods.OWN_LABELS::contains)
        .findFirst()
        .ifPresent(
            label ->
                lab.hinting(
                    "Service %s selects one pod by its label %s. Remove that label from spec.selector of the Service, so that only the labels are left that all pods have."
                        .formatted(service.getMetadata().getName(), label)));
  }
}
