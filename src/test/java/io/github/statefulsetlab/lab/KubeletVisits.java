package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.discovery.InstallPlan;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.kube.KubeletRequest;
import io.github.statefulsetlab.kube.KubeletRequests;
import io.github.statefulsetlab.kube.Probes;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.NotGradableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the pages count that the chart makes the kubelet ask for, found out by asking for each
 * once: a probe that comes after an hour counts as well.
 */
public final class KubeletVisits {

  private static final int SUCCESS = 200;
  private static final int CLIENT_ERROR = 400;

  private final LabContext lab;
  private final LabPods pods;

  KubeletVisits(LabContext lab, LabPods pods) {
    this.lab = lab;
    this.pods = pods;
  }

  /**
   * Fails if a page counts that a probe or a lifecycle handler asks for, or if something else of
   * the chart asks for the page that counts.
   */
  public void assertNoneCounts() {
    assertNobodyVisits();
    List<String> counting = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    byPage()
        .forEach(
            (page, requests) -> {
              LabPod pod = pods.pod(0);
              long before = pod.count();
              pod.status(String.valueOf(lab.contract().port()), page);
              long after = pod.count();
              if (after > before) {
                counting.add(
                    "One GET of %s raised the count of %s from %d to %d. It is asked for by %s."
                        .formatted(page, pod, before, after, described(requests)));
                requests.forEach(request -> fields.add(where(request)));
              }
            });
    if (!counting.isEmpty()) {
      throw Hint.on(
          new AssertionError(String.join(" ", counting)),
          "Point %s at a page that does not count, such as /healthz: a request of the kubelet is not a visit."
              .formatted(String.join(" and ", fields)));
    }
  }

  private void assertNobodyVisits() {
    InstallPlan plan = lab.installation().context().plan();
    List<String> visitors = plan.visitors();
    boolean isCounted =
        plan.contract().map(AppContract::visitPath).orElse("/").equals(lab.contract().visitPath());
    if (isCounted && !visitors.isEmpty()) {
      throw Hint.on(
          new AssertionError(String.join(" ", visitors)),
          "Let it ask for a page that does not count, such as the readinessProbe's, or take it out of the chart: then the counts are those of the app's clients.");
    }
  }

  /**
   * Fails if a page is not there that a probe of the app's container asks for, or if it is a probe
   * that keeps the pods from being ready. That needs pods that run, ready or not; where all pages
   * are there and the pods are not ready, fails with the reason why they are not.
   */
  public void assertPagesExist() {
    ProbeFit probes = new ProbeFit(lab, pods);
    probes.assertPortsAnswer();
    Optional<RuntimeException> reason = reasonNotReady();
    reason.ifPresent(probes::assertIsNotTheirs);
    if (reason.isPresent() && !pods.pod(0).isRunning()) {
      throw reason.get();
    }
    assertPagesAnswer();
    reason.ifPresent(
        e -> {
          throw e;
        });
  }

  private Optional<RuntimeException> reasonNotReady() {
    try {
      lab.installation().awaitReady();
      return Optional.empty();
    } catch (NotReadyException | NotGradableException e) {
      return Optional.of(e);
    }
  }

  /**
   * Three of the longest period of the pods' probes, each Kubernetes' default of 10 s where none is
   * set, and at most {@link Timeouts#LONGEST_WINDOW}.
   */
  public Duration threeProbePeriods() {
    Duration window =
        lab.statefulSet().getSpec().getTemplate().getSpec().getContainers().stream()
            .flatMap(
                c -> Stream.of(c.getLivenessProbe(), c.getReadinessProbe(), c.getStartupProbe()))
            .filter(Objects::nonNull)
            .map(Probes::period)
            .max(Comparator.naturalOrder())
            .orElse(Timeouts.HOLD)
            .multipliedBy(3);
    return Timeouts.window(window);
  }

  private void assertPagesAnswer() {
    KubeletRequests.of(lab.installation().podTemplate()).stream()
        .filter(request -> request.every().isPresent() && !request.byCommand())
        .filter(this::isOfTheApp)
        .filter(request -> !request.path().equals(lab.contract().visitPath()))
        .forEach(this::assertPageExists);
  }

  private void assertPageExists(KubeletRequest request) {
    int status = pods.pod(0).status(port(request), request.path());
    if (status == LabPod.NOBODY_LISTENS) {
      throw Hint.on(
          new AssertionError(
              "The %s asks for %s on port %s, but nothing listens there: the connection is refused."
                  .formatted(request.where(), request.path(), port(request))),
          "Set the port of the %s (%s) to the one that the app listens on (the container declares %s), and make the app listen on 0.0.0.0, not on 127.0.0.1."
              .formatted(
                  request.where(),
                  lab.installation().where(request.field(), request.container()),
                  Probes.declaredPortsOrNone(lab.appContainerAsWritten())));
    }
    if (status < SUCCESS || status >= CLIENT_ERROR) {
      throw Hint.on(
          new AssertionError(
              "The %s asks for %s on port %s, but the app answers with status %d; expected 200 to 399."
                  .formatted(request.where(), request.path(), port(request), status)),
          "The %s asks for a path that the app does not serve. Point it (%s) at one that answers with 200 and does not count."
              .formatted(
                  request.where(), lab.installation().where(request.field(), request.container())));
    }
  }

  /** The counter in the app's place serves one port, whatever the probe asks. */
  private String port(KubeletRequest request) {
    String own = String.valueOf(lab.contract().port());
    return AppImage.REFERENCE.equals(lab.appContainer().getImage())
        ? own
        : request.port().orElse(own);
  }

  private Map<String, List<KubeletRequest>> byPage() {
    return KubeletRequests.of(lab.installation().podTemplate()).stream()
        .filter(request -> request.goesTo(lab.contract().port()) || isOfTheApp(request))
        .collect(
            Collectors.groupingBy(KubeletRequest::path, LinkedHashMap::new, Collectors.toList()));
  }

  /** Where a counter stands in for the app, whatever port was asked for leads to it. */
  private boolean isOfTheApp(KubeletRequest request) {
    return request.container().equals(lab.installation().appContainer());
  }

  private static String described(List<KubeletRequest> requests) {
    return requests.stream()
        .map(request -> "the %s (%s)".formatted(request.where(), request))
        .collect(Collectors.joining(" and "));
  }

  private String where(KubeletRequest request) {
    return "%s (%s)"
        .formatted(request.where(), lab.installation().where(request.field(), request.container()));
  }
}
