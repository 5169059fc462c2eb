package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.plot.Lanes;
import io.github.statefulsetlab.kube.plot.Plot;
import io.github.statefulsetlab.kube.timeline.History;
import io.github.statefulsetlab.kube.timeline.PodStarts;
import io.github.statefulsetlab.kube.timeline.PodStates;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Plots of all pods that an installation's StatefulSet has had. */
public final class PodPlots {

  private static final String STARTS = "Start of the pods";

  private final Installation installation;

  public PodPlots(Installation installation) {
    this.installation = installation;
  }

  /** What the family of the criterion is about; empty where that is nothing to be drawn. */
  public Optional<Plot> of(String criterion) {
    return switch (criterion.substring(0, criterion.indexOf('.'))) {
      case "ordering" ->
          Optional.of(PodStarts.plot(STARTS, PodStarts.lanes(installation.timeline(), pods(), "")));
      case "probes" ->
          Optional.of(
              PodStates.readiness("Readiness of the pods", installation.timeline(), pods()));
      case "updates" ->
          Optional.of(
              PodStates.revisions("Revisions of the pods", installation.timeline(), pods()));
      default -> Optional.empty();
    };
  }

  /** How the pods started, below those of another lab, on one axis. */
  public Plot startsBelow(PodPlots above) {
    return PodStarts.plot(STARTS, Stream.concat(above.starts(), starts()).toList());
  }

  private Stream<Lanes.Lane> starts() {
    return PodStarts.lanes(
        installation.timeline(),
        pods(),
        installation.currentStatefulSet().map(StatefulSets::podManagementPolicy).orElse(""))
        .stream();
  }

  private List<String> pods() {
    String set = installation.statefulSetName();
    return installation.timeline().all(Pod.class).stream()
        .map(History::name)
        .filter(pod -> Pods.isNamedBy(set, pod))
        .toList();
  }
}
