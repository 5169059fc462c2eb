package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.PodAffinity;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Pods that those of a chart have to be near, and that no workload of the chart makes: another
 * release's, which are not in a lab.
 */
final class MissingNeighbours {

  private MissingNeighbours() {}

  /**
   * Leaves out what requires them.
   *
   * @param chart all that is installed
   * @param pod changed
   * @return what was changed, a phrase each; empty where nothing had to be
   */
  static List<String> apply(ClusterShape cluster, Manifests chart, PodSpec pod) {
    PodAffinity affinity = pod.getAffinity() == null ? null : pod.getAffinity().getPodAffinity();
    if (affinity == null || cluster.nodes().isEmpty()) {
      return List.of();
    }
    List<PodAffinityTerm> kept = new ArrayList<>();
    List<String> changes = new ArrayList<>();
    for (PodAffinityTerm term :
        Objects.requireNonNullElse(
            affinity.getRequiredDuringSchedulingIgnoredDuringExecution(),
            List.<PodAffinityTerm>of())) {
      if (cluster.domains(String.valueOf(term.getTopologyKey())) == 0) {
        changes.add(
            "podAffinity on %s left out, since the cluster has no node with that label"
                .formatted(term.getTopologyKey()));
      } else if (chart.objects().stream().noneMatch(object -> makesPodsFor(term, object))) {
        changes.add(
            "podAffinity to %s left out, since no pods of the chart have these labels"
                .formatted(labels(term)));
      } else {
        kept.add(term);
      }
    }
    affinity.setRequiredDuringSchedulingIgnoredDuringExecution(kept);
    return List.copyOf(changes);
  }

  private static boolean makesPodsFor(PodAffinityTerm term, HasMetadata object) {
    Map<String, String> labels = Workloads.podLabels(object);
    return term.getLabelSelector() != null
        && !labels.isEmpty()
        && Workloads.matches(ofAllPods(term.getLabelSelector()), labels);
  }

  /** Without what only a running pod has. */
  private static LabelSelector ofAllPods(LabelSelector selector) {
    LabelSelector all = new LabelSelectorBuilder(selector).build();
    if (all.getMatchLabels() != null) {
      all.getMatchLabels().keySet().removeAll(Pods.OWN_LABELS);
    }
    if (all.getMatchExpressions() != null) {
      all.getMatchExpressions().removeIf(about -> Pods.OWN_LABELS.contains(about.getKey()));
    }
    return all;
  }

  private static String labels(PodAffinityTerm term) {
    LabelSelector selector = term.getLabelSelector();
    return selector == null
            || selector.getMatchLabels() == null
            || selector.getMatchLabels().isEmpty()
        ? "others"
        : String.valueOf(selector.getMatchLabels());
  }
}
