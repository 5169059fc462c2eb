package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.ProbePorts;
import io.github.statefulsetlab.kube.Probes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Probes of the app's container that ask at a port where nothing answers, so that no pod becomes
 * ready. That is one mistake, which one criterion is about; whatever else is judged is judged on a
 * copy whose probes ask at the port that the app serves.
 *
 * @param container the app's
 * @param port that it serves
 * @param byKind the port that each such probe asks, by the kind of probe: a number, or a name that
 *     the container does not declare
 */
public record MisaimedProbes(String container, int port, Map<String, String> byKind) {

  /**
   * Those of a set's pods.
   *
   * @param prepared the set as every install of it has it
   * @param unanswered the ports at which it was seen that nothing answers
   */
  public static MisaimedProbes of(InstallPlan plan, StatefulSet prepared, Set<String> unanswered) {
    String name = plan.found().container().getName();
    PodSpec pod = prepared.getSpec().getTemplate().getSpec();
    Container app = Containers.named(name, pod);
    int port = plan.found().port();
    Set<String> from = new HashSet<>(Probes.undeclaredPorts(app).values());
    from.addAll(unanswered);
    if (AppImage.REFERENCE.equals(app.getImage())) {
      ProbePorts.asked(app).values().stream()
          .filter(asked -> !asked.equals(String.valueOf(port)) && !isOfAnother(asked, pod, app))
          .forEach(from::add);
    }
    Map<String, String> byKind = ProbePorts.asked(app);
    byKind.values().retainAll(from);
    return new MisaimedProbes(name, port, Map.copyOf(byKind));
  }

  /** Containers of a pod share its address. */
  private static boolean isOfAnother(String port, PodSpec pod, Container app) {
    return Containers.all(pod)
        .filter(container -> !container.getName().equals(app.getName()))
        .anyMatch(container -> Probes.declares(container, port));
  }

  /** What makes them ask at the app's port; empty where all do. */
  public Optional<Patch> patch(StatefulSet prepared) {
    String set = prepared.getMetadata().getName();
    return byKind.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Patch.statefulSet(
                description(),
                changed -> {
                  if (changed.getMetadata().getName().equals(set)) {
                    aim(changed.getSpec().getTemplate().getSpec());
                  }
                }));
  }

  private String description() {
    List<String> probes =
        Probes.KINDS.stream()
            .filter(byKind::containsKey)
            .map(kind -> "%sProbe (%s)".formatted(kind, byKind.get(kind)))
            .toList();
    return "on a copy whose probes of container %s ask at port %d, where it listens: %s"
        .formatted(container, port, probes.stream().collect(Collectors.joining(", ")));
  }

  private void aim(PodSpec pod) {
    ProbePorts.aim(Containers.named(container, pod), Set.copyOf(byKind.values()), port);
  }
}
