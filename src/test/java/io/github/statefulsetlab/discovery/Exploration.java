package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.KubeletRequest;
import io.github.statefulsetlab.kube.KubeletRequests;
import io.github.statefulsetlab.kube.ProbePorts;
import io.github.statefulsetlab.kube.QuickProbes;
import io.github.statefulsetlab.kube.QuietRequests;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A first look at an app of its own whose probes may count, or ask at a port where nothing answers:
 * on one pod whose probes only open a connection, it is tried which page counts, and then whether
 * one counts, or is not there, that the kubelet asks for.
 */
public final class Exploration {

  private static final List<String> MAY_BE_QUIET =
      List.of("/healthz", "/health", "/readyz", "/livez", "/ready", "/ping", "/metrics");

  private final CountPageProbe.ProbedPod pod;
  private final CountPageProbe.Outcome outcome;
  private final int port;
  private final Set<String> unanswered;

  private Exploration(
      CountPageProbe.ProbedPod pod,
      CountPageProbe.Outcome outcome,
      int port,
      Set<String> unanswered) {
    this.pod = pod;
    this.outcome = outcome;
    this.port = port;
    this.unanswered = unanswered;
  }

  /** Whether the kubelet asks for a page, or at another port than the one that was found. */
  public static boolean isNeeded(StatefulSet prepared, AppFinder.Found found) {
    return !KubeletRequests.of(pod(prepared)).isEmpty() || !otherPorts(prepared, found).isEmpty();
  }

  /** The ports beside the one that was found at which probes of the app ask. */
  private static Set<String> otherPorts(StatefulSet prepared, AppFinder.Found found) {
    Set<String> ports =
        new HashSet<>(
            ProbePorts.asked(Containers.named(found.container().getName(), pod(prepared)))
                .values());
    ports.remove(String.valueOf(found.port()));
    return ports;
  }

  /** Those of them at which nothing answers. */
  public static Set<String> unanswered(
      CountPageProbe.ProbedPod pod, StatefulSet prepared, AppFinder.Found found) {
    return otherPorts(prepared, found).stream()
        .filter(port -> !port.matches("\\d+") || !pod.listensAt(port))
        .collect(Collectors.toSet());
  }

  /** One pod, whose kubelet leaves all pages of the app alone. */
  public static List<Patch> patches(StatefulSet prepared, AppFinder.Found found) {
    int port = found.port();
    Set<String> otherPorts = otherPorts(prepared, found);
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
              ProbePorts.aim(
                  Containers.named(found.container().getName(), pod(set)), otherPorts, port);
              silence.apply(pod(set));
              QuickProbes.apply(pod(set));
            }));
  }

  private static PodSpec pod(StatefulSet set) {
    return set.getSpec().getTemplate().getSpec();
  }

  /**
   * What must not be asked for where visits are counted, found out by asking for each once.
   *
   * @param unanswered ports of which the probes are sent to the app's
   */
  public static QuietRequests requests(
      CountPageProbe.ProbedPod pod,
      CountPageProbe.Outcome outcome,
      StatefulSet prepared,
      AppFinder.Found found,
      Set<String> unanswered) {
    return new Exploration(pod, outcome, found.port(), unanswered).requests(prepared);
  }

  private QuietRequests requests(StatefulSet prepared) {
    Set<String> asked =
        KubeletRequests.of(pod(prepared)).stream()
            .filter(this::reachesTheApp)
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

  private boolean reachesTheApp(KubeletRequest request) {
    return request.goesTo(port) || request.port().filter(unanswered::contains).isPresent();
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
