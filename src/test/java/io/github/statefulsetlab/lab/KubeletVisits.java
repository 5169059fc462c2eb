package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.KubeletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which of the pages count that the chart makes the kubelet ask for, found out by asking for each
 * once: a probe that comes after an hour counts as well.
 */
final class KubeletVisits {

  private static final int SUCCESS = 200;
  private static final int CLIENT_ERROR = 400;

  private final Lab lab;

  KubeletVisits(Lab lab) {
    this.lab = lab;
  }

  /** Fails if a page counts that a probe or a lifecycle handler asks for. */
  void assertNoneCounts() {
    List<String> counting = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    byPage()
        .forEach(
            (page, requests) -> {
              LabPod pod = lab.pod(0);
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
      lab.hinting(
          "Point %s at a page that does not count, such as /healthz: what the kubelet asks for is no visit."
              .formatted(String.join(" and ", fields)));
      throw new AssertionError(String.join(" ", counting));
    }
  }

  /** Fails if a page is not there that a probe of the app's container asks for. */
  void assertPagesExist() {
    KubeletRequest.of(lab.installation().podTemplate()).stream()
        .filter(request -> request.every().isPresent() && !request.byCommand())
        .filter(this::isOfTheApp)
        .filter(request -> !request.path().equals(lab.contract().visitPath()))
        .forEach(this::assertPageExists);
  }

  private void assertPageExists(KubeletRequest request) {
    int status = lab.pod(0).status(port(request), request.path());
    if (status < SUCCESS || status >= CLIENT_ERROR) {
      lab.hinting(
          "The %s asks for a path that the app does not serve. Point it (%s) at one that answers with 200 and does not count."
              .formatted(request.where(), lab.installation().where(request.field())));
      throw new AssertionError(
          "The %s asks for %s on port %s, and the app answers with status %d; expected 200 to 399."
              .formatted(request.where(), request.path(), port(request), status));
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
    return KubeletRequest.of(lab.installation().podTemplate()).stream()
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
    return "%s (%s)".formatted(request.where(), lab.installation().where(request.field()));
  }
}
