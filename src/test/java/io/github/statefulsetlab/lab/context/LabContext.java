package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.Workloads;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.submission.AppContract;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * What the parts of one lab share: the installation as last seen, the evidence that is kept of it,
 * how long things are waited for, and the run's random numbers.
 */
public final class LabContext {

  private final Installation installation;
  private final Evidence evidence;
  private final Waits waits;
  private final Random random;
  private final FrozenPods frozen = new FrozenPods();

  public LabContext(Installation installation, Evidence evidence, Random random) {
    this.installation = installation;
    this.evidence = evidence;
    this.waits = new Waits(installation, evidence);
    this.random = random;
  }

  public Installation installation() {
    return installation;
  }

  public KubernetesClient client() {
    return installation.client();
  }

  public String namespace() {
    return installation.namespace();
  }

  public AppContract contract() {
    return installation.contract();
  }

  public Timeline timeline() {
    return installation.timeline();
  }

  public Evidence evidence() {
    return evidence;
  }

  public Waits waits() {
    return waits;
  }

  public Random random() {
    return random;
  }

  public FrozenPods frozen() {
    return frozen;
  }

  /** Does something to the installation, as a step of the check. */
  public void when(String what, Runnable deed) {
    evidence.when(what, deed);
  }

  /** Runs what needs pods that can be replaced. */
  public void dependingOnReplacement(Runnable block) {
    DependsOn.around(List.of("identity.replaced-not-renamed"), block);
  }

  /** The StatefulSet as last seen; an assertion fails if there is none. */
  public StatefulSet statefulSet() {
    return installation
        .currentStatefulSet()
        .orElseThrow(
            () ->
                new AssertionError(
                    "There is no StatefulSet " + installation.statefulSetName() + "."));
  }

  /** The name that {@code serviceName} gives; empty where it is not set. */
  public String governingServiceName() {
    return Objects.requireNonNullElse(statefulSet().getSpec().getServiceName(), "");
  }

  /** The names of the set's pods, in the order of their ordinals. */
  public List<String> podNames() {
    return StatefulSets.podNames(statefulSet());
  }

  /** The names of those of the set's pods that are ready. */
  public List<String> readyPodNames() {
    return podNames().stream().filter(this::isReady).toList();
  }

  /** Whether there is a pod of this name, and it is ready. */
  public boolean isReady(String pod) {
    return timeline().pod(pod).current().filter(Pods::isReady).isPresent();
  }

  /** The pods that exist now, whoever made them. */
  public List<Pod> currentPods() {
    return timeline().current(Pod.class);
  }

  /** The pods that the set's selector matches, whoever made them. */
  public List<Pod> podsOf(StatefulSet set) {
    return currentPods().stream()
        .filter(pod -> Workloads.selects(set, Workloads.podLabels(pod)))
        .toList();
  }

  /** The namespace's claims that exist now. */
  public List<PersistentVolumeClaim> claims() {
    return timeline().current(PersistentVolumeClaim.class);
  }

  /** The container of the pods' template that serves the app's port. */
  public Container appContainer() {
    return Containers.named(
        installation.appContainer(), statefulSet().getSpec().getTemplate().getSpec());
  }

  /** The same container as the chart has it. */
  public Container appContainerAsWritten() {
    return Containers.named(installation.appContainer(), installation.podTemplate());
  }
}
