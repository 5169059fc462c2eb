package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.plot.Lanes;
import io.github.statefulsetlab.kube.plot.Plot;
import io.github.statefulsetlab.kube.timeline.History;
import io.github.statefulsetlab.kube.timeline.PodStarts;
import io.github.statefulsetlab.kube.timeline.PodStates;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Plots of all pods that a lab's StatefulSet has had. */
final class PodPlots {

  private static final String STARTS = "Start of the pods";

  private final Lab lab;

  PodPlots(Lab lab) {
    this.lab = lab;
  }

  /** What the family of the criterion is about; empty where that is nothing to be drawn. */
  Optional<Plot> of(String criterion) {
    return switch (criterion.substring(0, criterion.indexOf('.'))) {
      case "ordering" ->
          Optional.of(PodStarts.plot(STARTS, PodStarts.lanes(lab.timeline(), pods(), "")));
      case "probes" ->
          Optional.of(PodStates.readiness("Readiness of the pods", lab.timeline(), pods()));
      case "updates" ->
          Optional.of(PodStates.revisions("Revisions of the pods", lab.timeline(), pods()));
      default -> Optional.empty();
    };
  }

  /** How the pods started, below those of another lab, on one axis. */
  Plot startsBelow(PodPlots above) {
    return PodStarts.plot(STARTS, Stream.concat(above.starts(), starts()).toList());
  }

  private Stream<Lanes.Lane> starts() {
    return PodStarts.lanes(
        lab.timeline(), pods(), StatefulSets.podManagementPolicy(lab.statefulSet()))
        .stream();
  }

  private List<String> pods() {
    Pattern name = Pattern.compile(Pattern.quote(lab.installation().statefulSetName()) + "-\\d+");
    return lab.timeline().all(Pod.class).stream()
        .map(History::name)
        .filter(pod -> name.matcher(pod).matches())
        .toList();
  }
}
