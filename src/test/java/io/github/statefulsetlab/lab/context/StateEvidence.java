package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.installation.Tables;
import io.github.statefulsetlab.kube.timeline.Timeline;

/** What an installation looks like, kept as evidence: tables, logs and plots. */
public final class StateEvidence {

  private final Installation installation;
  private final Evidence evidence;

  public StateEvidence(Installation installation, Evidence evidence) {
    this.installation = installation;
    this.evidence = evidence;
  }

  /**
   * Adds what {@code kubectl get} would show now, the pods' history, and a plot of what the
   * criterion's family is about, unless the behaviour has drawn one.
   */
  public void attachState(String criterion) {
    Timeline timeline = installation.timeline();
    evidence.add("How the app was found", String.join("\n", installation.howTheAppWasFound()));
    evidence.add("kubectl get pods", Tables.pods(timeline.current(Pod.class)));
    evidence.add(
        "kubectl get statefulsets", Tables.statefulSets(timeline.current(StatefulSet.class)));
    evidence.add(
        "kubectl get services",
        Tables.services(
            installation
                .client()
                .services()
                .inNamespace(installation.namespace())
                .list()
                .getItems()));
    evidence.add(
        "kubectl get persistentvolumeclaims",
        Tables.claims(timeline.current(PersistentVolumeClaim.class)));
    evidence.add("Ready pods over time", Tables.readyOverTime(timeline));
    evidence.add("Timeline of the pods", timeline.describePods());
    if (!evidence.hasPlot()) {
      new PodPlots(installation).of(criterion).ifPresent(evidence::add);
    }
  }

  /** Adds logs, conditions and events of the pods, after something went wrong. */
  public void attachTroubles() {
    new PodTroubles(installation).keep(evidence);
  }

  /** Adds when each pod of this set was created and ready. */
  public void attachStartTimes(StatefulSet set, String title) {
    evidence.add(title, StartTimes.of(set, installation.timeline(), title).table());
  }

  /** Draws how these pods started below those of another installation, on one axis. */
  public void drawStartsBelow(StateEvidence above) {
    evidence.add(new PodPlots(installation).startsBelow(new PodPlots(above.installation)));
  }
}
