package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.ClaimIdentity;
import io.github.statefulsetlab.kube.Rollout;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What whoever runs the submission does to it as a whole: scale it, uninstall it, install it. */
public final class Admin {

  private final LabContext lab;
  private final LabPods pods;
  private final Map<Integer, String> deleted = new HashMap<>();

  Admin(LabContext lab, LabPods pods) {
    this.lab = lab;
    this.pods = pods;
  }

  /** Asks for this many pods, as {@code kubectl scale} does, and returns once that is on record. */
  public void scaleTo(int replicas) {
    lab.when("the StatefulSet is scaled to " + replicas, () -> scale(replicas));
  }

  private void scale(int replicas) {
    StatefulSet asked =
        lab.client()
            .apps()
            .statefulSets()
            .inNamespace(lab.namespace())
            .withName(lab.installation().statefulSetName())
            .edit(
                set ->
                    new StatefulSetBuilder(set)
                        .editSpec()
                        .withReplicas(replicas)
                        .endSpec()
                        .build());
    lab.waits()
        .eventually(
            "the change to %d replicas on record".formatted(replicas),
            () -> {
              if (lab.statefulSet().getMetadata().getGeneration()
                  < asked.getMetadata().getGeneration()) {
                throw new AssertionError("The recorder has not seen it yet.");
              }
            });
  }

  /** Scales up to this many pods and waits for them, unless there are as many already. */
  public void scaleUpTo(int replicas) {
    if (lab.podNames().size() < replicas) {
      scaleTo(replicas);
      pods.awaitReady();
    }
  }

  /**
   * Changes the running set, as {@code kubectl edit} does; returns once the controller has seen it.
   */
  public void apply(Patch patch) {
    lab.when("the running StatefulSet is changed: " + patch.description(), () -> edit(patch));
  }

  private void edit(Patch patch) {
    StatefulSet changed =
        lab.client()
            .apps()
            .statefulSets()
            .inNamespace(lab.namespace())
            .withName(lab.installation().statefulSetName())
            .edit(set -> (StatefulSet) patch.change().apply(List.of(set)).get(0));
    lab.evidence().add("Changed in the running StatefulSet", patch.description());
    lab.waits()
        .eventually(
            "the controller to see: " + patch.description(),
            () ->
                assertThat(lab.statefulSet().getStatus().getObservedGeneration())
                    .as("status.observedGeneration")
                    .isGreaterThanOrEqualTo(changed.getMetadata().getGeneration()));
  }

  /** Uninstalls the chart with Helm and waits until the set and its pods are gone. */
  public void uninstall() {
    lab.when("the release is uninstalled", () -> lab.installation().uninstall());
  }

  /** Installs the chart again after {@link #uninstall} and waits until all pods are ready. */
  public void reinstall() {
    lab.when(
        "the chart is installed again and its pods are ready",
        () -> {
          lab.installation().installAgain();
          lab.installation().awaitReady();
        });
  }

  /** Upgrades the release by Helm, and fails if that is refused; see {@link Upgrade}. */
  public void upgrade(Patch... patches) {
    lab.when(
        Stream.of(patches)
            .map(Patch::description)
            .collect(Collectors.joining(", ", "the release is upgraded with ", "")),
        () -> new Upgrade(lab).with(List.of(patches)));
  }

  /** What Helm says to an upgrade that must be refused; fails if it is not. */
  public String refusal(Patch... patches) {
    return new Upgrade(lab).refusal(List.of(patches));
  }

  /**
   * Upgrades the release to the same chart under a higher version, and fails if that is refused.
   */
  public void upgradeToTheNextVersion() {
    lab.when(
        "the release is upgraded to the chart under a higher version",
        () -> new Upgrade(lab).toTheNextVersion());
  }

  /** Waits until an update is done, as far as its strategy does it by itself. */
  public void awaitRollout() {
    lab.dependingOnReplacement(
        () -> lab.waits().untilRolledOut("the update is rolled out", this::requireRolledOut));
  }

  private void requireRolledOut() {
    Rollout.unfinished(lab.statefulSet(), lab.currentPods())
        .ifPresent(
            what -> {
              throw new AssertionError("Not rolled out: " + what + ".");
            });
  }

  /** Waits until all pods are ready, as after a change to the set. */
  public void awaitAllReady() {
    pods.awaitReady();
  }

  /** Deletes the n-th pod, as {@code kubectl delete pod} does, and does not wait. */
  public void deletePod(int n) {
    LabPod pod = pods.pod(n);
    deleted.put(n, pod.uid());
    pod.delete();
  }

  /** Waits until a new pod is ready in the place of the one that was deleted. */
  public void awaitPodReplaced(int n) {
    pods.pod(n).awaitReplacement(deleted.getOrDefault(n, ""));
  }

  /** Deletes the set, its pods with it, and does not wait. */
  public void deleteStatefulSet() {
    lab.when("the StatefulSet is deleted", this::deleteStatefulSetNow);
  }

  private void deleteStatefulSetNow() {
    lab.client().resource(lab.statefulSet()).delete();
  }

  /** Waits until the set and its pods are gone. */
  public void awaitAllGone() {
    lab.installation().awaitGone();
  }

  /** Deletes a claim and waits until the deletion is on record. */
  public void delete(ClaimIdentity claim) {
    lab.when("claim %s is deleted".formatted(claim.name()), () -> deleteNow(claim));
  }

  private void deleteNow(ClaimIdentity claim) {
    lab.client()
        .persistentVolumeClaims()
        .inNamespace(lab.namespace())
        .withName(claim.name())
        .delete();
    lab.waits()
        .eventually(
            "the deletion of " + claim.name() + " on record",
            () -> {
              if (ClaimIdentity.ofThoseThatStay(lab.claims()).contains(claim)) {
                throw new AssertionError("Nobody has asked to delete it.");
              }
            });
  }

  /** Deletes the set and leaves its pods, as {@code kubectl delete --cascade=orphan} does. */
  public void orphanPods() {
    lab.when("the StatefulSet is deleted and leaves its pods", this::orphanPodsNow);
  }

  private void orphanPodsNow() {
    lab.client()
        .resource(lab.statefulSet())
        .withPropagationPolicy(DeletionPropagation.ORPHAN)
        .delete();
    lab.waits()
        .eventually(
            "the StatefulSet is gone",
            () -> {
              if (lab.installation().currentStatefulSet().isPresent()) {
                throw new AssertionError("It is still there.");
              }
            });
  }

  /** Creates a set again that was deleted; returns the new one. */
  public StatefulSet recreate(StatefulSet set) {
    StatefulSet anew =
        new StatefulSetBuilder(set)
            .editMetadata()
            .withUid(null)
            .withResourceVersion(null)
            .withGeneration(null)
            .withCreationTimestamp(null)
            .withManagedFields(List.of())
            .endMetadata()
            .withStatus(null)
            .build();
    return lab.client().resource(anew).create();
  }
}
