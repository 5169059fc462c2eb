package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.KubeletRequest;
import io.github.statefulsetlab.kube.KubeletRequests;
import io.github.statefulsetlab.kube.QuickProbes;
import io.github.statefulsetlab.kube.QuietRequests;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A first look at an app of its own whose probes may count: on one pod whose probes only open a
 * connection, it is tried which page counts, and then whether one counts, or is not there, that the
 * kubelet asks for.
 */
public final class Exploration {

  private static final List<String> MAY_BE_QUIET =
      List.of("/healthz", "/health", "/readyz", "/livez", "/ready", "/ping", "/metrics");

  private final CountPageProbe.ProbedPod pod;
  private final CountPageProbe.Outcome outcome;
  private final int port;

  private Exploration(CountPageProbe.ProbedPod pod, CountPageProbe.Outcome outcome, int port) {
    this.pod = pod;
    this.outcome = outcome;
    this.port = port;
  }

  /** Whether the kubelet asks for a page. */
  public static boolean isNeeded(StatefulSet prepared) {
    return !KubeletRequests.of(pod(prepared)).isEmpty();
  }

  /** One pod, whose kubelet leaves all pages of the app alone. */
  public static List<Patch> patches(StatefulSet prepared, int port) {
    Set<String> all =
        KubeletRequests.of(pod(prepared)).stream()
            .map(KubeletRequest::path)
            .collect(Collectors.toSet());
    QuietRequests silence = new QuietRequests(port, all, Map.of());
    return List.of(
        Patch.statefulSet("replicas: 1", set -> set.getSpec().setReplicas(1)),
        Patch.statefulSet(
            "probes open a connection only, to find out which page counts",
            set -> {
              silence.apply(pod(set));
              QuickProbes.apply(pod(set));
            }));
  }

  private static PodSpec pod(StatefulSet set) {
    return set.getSpec().getTemplate().getSpec();
  }

  /** What must not be asked for where visits are counted, found out by asking for each once. */
  public static QuietRequests requests(
      CountPageProbe.ProbedPod pod,
      CountPageProbe.Outcome outcome,
      StatefulSet prepared,
      int port) {
    return new Exploration(pod, outcome, port).requests(prepared);
  }

  private QuietRequests requests(StatefulSet prepared) {
    Set<String> asked =
        KubeletRequests.of(pod(prepared)).stream()
            .filter(request -> request.goesTo(port))
            .map(KubeletRequest::path)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> counting =
        Stream.concat(
                Stream.of(outcome.visitPath()),
                asked.stream().filter(page -> pod.get(page).isEmpty() || counts(page)))
            .collect(Collectors.toSet());
    return Stream.of(outcome.countPath().stream(), asked.stream(), MAY_BE_QUIET.stream())
        .flatMap(pages -> pages)
        .filter(page -> !counting.contains(page))
        .filter(page -> pod.get(page).isPresent() && !counts(page))
        .findFirst()
        .map(page -> QuietRequests.to(page, port, counting))
        .orElseGet(() -> new QuietRequests(port, counting, Map.of()));
  }

  private boolean counts(String page) {
    Optional<Long> before = count();
    pod.get(page);
    return !count().equals(before);
  }

  private Optional<Long> count() {
    return outcome
        .countPath()
        .map(page -> pod.get(page).flatMap(CountPageProbe::first))
        .orElseGet(() -> outcome.file().map(file -> pod.files().getOrDefault(file, 0L)));
  }
}
