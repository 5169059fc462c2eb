package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.lab.context.Assumptions;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.context.StateEvidence;
import io.github.statefulsetlab.lab.dns.Dns;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import io.github.statefulsetlab.submission.AppContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.core.ThrowingRunnable;

/**
 * A running installation of a submission, in the hands of one behaviour: its pods and claims, its
 * history, and the words for what is done to it. Waiting for something fails with what was waited
 * for, what was there instead, and the last events.
 */
public final class Lab {

  private final LabContext context;
  private final LabPods pods;
  private final Counter counter;
  private final Admin admin;

  public Lab(Installation installation, Evidence evidence, Random random) {
    this.context = new LabContext(installation, evidence, random);
    this.pods = new LabPods(context);
    this.counter = new Counter(context, pods);
    this.admin = new Admin(context, pods);
  }

  public Installation installation() {
    return context.installation();
  }

  public KubernetesClient client() {
    return context.client();
  }

  public String namespace() {
    return context.namespace();
  }

  public AppContract contract() {
    return context.contract();
  }

  public Timeline timeline() {
    return context.timeline();
  }

  public Evidence evidence() {
    return context.evidence();
  }

  /** What the lab looks like, to be kept as evidence. */
  public StateEvidence state() {
    return new StateEvidence(installation(), evidence());
  }

  /**
   * Runs what asserts something about a cause that the criterion's own hint is not about: a failure
   * in it is shown with this hint. Of nested blocks the innermost counts.
   *
   * @param text what to change, in a sentence
   */
  public void withHint(String text, Runnable block) {
    Hint.around(text, block);
  }

  /** The same where there is a hint; without one, the criterion's own is shown. */
  public void withHint(Optional<String> text, Runnable block) {
    Hint.around(text, block);
  }

  /** Runs what can't hold either where one of these criteria is broken, most likely the first. */
  public void dependingOn(List<String> criteria, Runnable block) {
    DependsOn.around(criteria, block);
  }

  /** The StatefulSet as last seen. */
  public StatefulSet statefulSet() {
    return context.statefulSet();
  }

  /** The set's pods in the order of their ordinals, whether they exist yet or not. */
  public List<LabPod> pods() {
    return pods.all();
  }

  /** The pods that the set's selector matches, whoever made them, on their way out or not. */
  public List<Pod> podsOf(StatefulSet set) {
    return context.podsOf(set);
  }

  /** The n-th of the set's pods, counted from 0. Skips the behaviour if the set has not so many. */
  public LabPod pod(int n) {
    return pods.pod(n);
  }

  /** The pod with the highest ordinal. */
  public LabPod lastPod() {
    return pod(pods().size() - 1);
  }

  /** The names of the set's other pods. */
  public List<String> podNamesExcept(LabPod pod) {
    return podNames().stream().filter(name -> !name.equals(pod.name())).toList();
  }

  /** The pods' counts. */
  public Counter counter() {
    return counter;
  }

  /** The pods' names, and the Service that gives them. */
  public Dns dns() {
    return new Dns(installation(), this::statefulSet, evidence());
  }

  /** Visits through the Service, and which pods they reach. */
  public ClientTraffic clientTraffic() {
    return new ClientTraffic(context, counter);
  }

  /** Who scales, uninstalls and installs. */
  public Admin admin() {
    return admin;
  }

  /** The claims. */
  public Storage storage() {
    return new Storage(context, pods, counter);
  }

  /** The revisions of the set and its pods. */
  public Revisions revisions() {
    return new Revisions(context, pods);
  }

  /** What the kubelet asks the pods for. */
  public KubeletVisits kubelet() {
    return new KubeletVisits(context, pods);
  }

  /** Whether the chart's own probes let its app become ready. */
  public ProbeFit probeFit() {
    return new ProbeFit(context, pods);
  }

  /** What a behaviour takes for granted; where it is not so, it is skipped. */
  public Assumptions assume() {
    return Assumptions.of(installation(), statefulSet());
  }

  /** Waits until the assertion holds, for as long as a change may take. */
  public void eventually(String what, ThrowingRunnable assertion) {
    context.waits().eventually(what, assertion);
  }

  /** Waits until the assertion holds, for no longer than what is decided already takes to show. */
  public void shortly(String what, ThrowingRunnable assertion) {
    context.waits().shortly(what, assertion);
  }

  /** Waits until the assertion holds. */
  public void within(Duration atMost, String what, ThrowingRunnable assertion) {
    context.waits().within(atMost, what, assertion);
  }

  /** Watches for a while that the assertion goes on to hold. */
  public void consistently(String what, ThrowingRunnable assertion) {
    context.waits().consistently(what, assertion);
  }

  /** Watches that the assertion goes on to hold, and fails at the first moment when it does not. */
  public void consistentlyFor(Duration window, String what, ThrowingRunnable assertion) {
    context.waits().consistentlyFor(window, what, assertion);
  }

  /** The names of the set's pods, in order. */
  public List<String> podNames() {
    return context.podNames();
  }

  /** The claims of the set's templates that exist now, by name. */
  public List<PersistentVolumeClaim> claims() {
    return context.claims();
  }

  /** The container of the pods' template that serves the app's port. */
  public Container appContainer() {
    return context.appContainer();
  }

  /** The same container as the chart has it, before the harness changed anything. */
  public Container appContainerAsWritten() {
    return context.appContainerAsWritten();
  }

  /**
   * Waits until all pods of a new installation are ready.
   *
   * @throws NotReadyException if they are not in time, which says nothing about the promise
   */
  public void awaitInstalled() {
    evidence().given("all its pods are ready", () -> installation().awaitReady());
  }

  /** Waits until all pods are ready, as after a change to the set. */
  public void awaitReady() {
    pods.awaitReady();
  }
}
