package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.installation.ServerTables;
import io.github.statefulsetlab.installation.ServerTables.Kind;
import io.github.statefulsetlab.installation.Tables;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.kube.timeline.TimelineFormatter;
import java.util.List;

/** What an installation looks like, kept as evidence: tables, logs and plots. */
public final class StateEvidence {

  /** The title of the commands with which a reader sees the same. */
  public static final String BY_HAND = "By hand";

  /** The criterion with whose evidence the release as a whole is shown. */
  private static final String OF_THE_RELEASE = "storage.claims-bound";

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
    evidence.add(ServerTables.command(Kind.values()), tables(timeline));
    installation
        .currentStatefulSet()
        .map(PolicyTable::transcript)
        .ifPresent(policy -> evidence.add("podManagementPolicy and serviceName", policy));
    if (criterion.equals(OF_THE_RELEASE)) {
      installation
          .context()
          .release(installation.namespace(), () -> installation.cluster().kubeConfig())
          .notes()
          .ifPresent(notes -> evidence.add("Release notes", notes));
    }
    evidence.add(
        "READY over time",
        "$ kubectl get sts %s --watch\n%s"
            .formatted(installation.statefulSetName(), Tables.readyOverTime(timeline)));
    evidence.add("Timeline of the pods", TimelineFormatter.ofPods(timeline));
    if (!evidence.hasPlot()) {
      new PodPlots(installation).of(criterion).ifPresent(evidence::add);
    }
    List<String> commands = CommandsByHand.of(installation, criterion);
    if (!commands.isEmpty()) {
      evidence.add(BY_HAND, String.join("\n", commands) + "\n");
    }
  }

  /** The pods alone, as they are recorded, where the API server does not answer. */
  private String tables(Timeline timeline) {
    try {
      return new ServerTables(installation.client(), installation.namespace())
          .transcript(Kind.values());
    } catch (KubernetesClientException e) {
      return "%s%n%s".formatted(e.getMessage(), Tables.pods(timeline.current(Pod.class)));
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
