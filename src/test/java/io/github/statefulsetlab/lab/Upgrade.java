package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.chart.BumpedChart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An upgrade of a lab's release by Helm. It returns when the StatefulSet controller has seen the
 * new spec; pods may not have been touched yet.
 */
final class Upgrade {

  private final LabContext lab;

  Upgrade(LabContext lab) {
    this.lab = lab;
  }

  void with(List<Patch> patches) {
    try {
      lab.installation().upgrade(patches);
    } catch (ChartException e) {
      throw refused(named(patches), e);
    }
  }

  String refusal(List<Patch> patches) {
    try {
      lab.installation().upgrade(patches);
    } catch (ChartException e) {
      String words = String.valueOf(e.getMessage());
      lab.evidence().add("helm upgrade, " + named(patches), words);
      return words;
    }
    throw new AssertionError("An upgrade was accepted that must be refused: " + named(patches));
  }

  void toTheNextVersion() {
    try (BumpedChart edition = BumpedChart.after(lab.installation().submission().chart())) {
      requireSameName(edition);
      try {
        lab.installation().upgrade(edition);
      } catch (ChartException e) {
        throw Hint.on(
            refused("to version " + edition.version(), e),
            remedy(lab.installation().immutableChanges(edition)));
      }
    }
  }

  /** Helm takes a set of another name for another one, and deletes the one that there is. */
  private void requireSameName(BumpedChart edition) {
    String now = lab.installation().statefulSetName();
    String then = lab.installation().statefulSetNameIn(edition);
    if (!then.equals(now)) {
      throw Hint.on(
          new AssertionError(
              "In version %s of the chart the StatefulSet is called %s and no longer %s, so its pods get new claims, and what they have counted stays behind."
                  .formatted(edition.version(), then, now)),
          "Leave .Chart.Version and .Chart.AppVersion out of the StatefulSet's metadata.name (often a fullname helper): an upgrade must find it again.");
    }
  }

  private static Optional<String> remedy(List<String> changes) {
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "These fields are immutable, but they change with version or appVersion of Chart.yaml: %s. Keep labels such as helm.sh/chart and app.kubernetes.io/version out of them, as a selectorLabels helper does."
                .formatted(String.join("; ", changes)));
  }

  private static String named(List<Patch> patches) {
    return patches.stream().map(Patch::description).collect(Collectors.joining(", "));
  }

  private static AssertionError refused(String what, ChartException e) {
    return new AssertionError(
        "The upgrade (%s) was refused: %s".formatted(what, e.getMessage()), e);
  }
}
