package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Plays a history into a timeline, one change after another, a second and a revision apart, the way
 * a cluster would.
 */
final class Script {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Timeline timeline = new Timeline();
  private final Map<String, HasMetadata> objects = new HashMap<>();
  private long revision = 100;
  private int uids;

  Timeline timeline() {
    return timeline;
  }

  Script created(String... pods) {
    return createdAt("web-aaa", pods);
  }

  Script createdAt(String controllerRevision, String... pods) {
    for (String pod : pods) {
      play(
          Change.Action.ADDED,
          new PodBuilder()
              .withNewMetadata()
              .withName(pod)
              .withUid("uid-" + ++uids)
              .addToLabels("controller-revision-hash", controllerRevision)
              .endMetadata()
              .withNewSpec()
              .addNewContainer()
              .withName("app")
              .endContainer()
              .endSpec()
              .withNewStatus()
              .withPhase("Pending")
              .endStatus()
              .build());
    }
    return this;
  }

  Script ready(String... pods) {
    return readiness("True", pods);
  }

  Script unready(String... pods) {
    return readiness("False", pods);
  }

  private Script readiness(String status, String... pods) {
    for (String pod : pods) {
      play(
          Change.Action.MODIFIED,
          new PodBuilder(pod(pod))
              .editStatus()
              .withPhase("Running")
              .withConditions()
              .addNewCondition()
              .withType("Ready")
              .withStatus(status)
              .endCondition()
              .endStatus()
              .build());
    }
    return this;
  }

  /** Something changes that nobody asks about. */
  Script touched(String pod) {
    return play(
        Change.Action.MODIFIED,
        new PodBuilder(pod(pod))
            .editMetadata()
            .addToLabels("touched", "yes")
            .endMetadata()
            .build());
  }

  Script restarted(String pod, int restarts) {
    return play(
        Change.Action.MODIFIED,
        new PodBuilder(pod(pod))
            .editStatus()
            .withContainerStatuses()
            .addNewContainerStatus()
            .withName("app")
            .withRestartCount(restarts)
            .endContainerStatus()
            .endStatus()
            .build());
  }

  Script terminating(String pod) {
    return play(
        Change.Action.MODIFIED,
        new PodBuilder(pod(pod))
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:09Z")
            .endMetadata()
            .build());
  }

  Script gone(String pod) {
    return play(Change.Action.DELETED, new PodBuilder(pod(pod)).build());
  }

  Script claimCreated(String claim) {
    return play(
        Change.Action.ADDED,
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withName(claim)
            .withUid("uid-" + ++uids)
            .endMetadata()
            .withNewStatus()
            .withPhase("Bound")
            .endStatus()
            .build());
  }

  Script claimTerminating(String claim) {
    return play(
        Change.Action.MODIFIED,
        new PersistentVolumeClaimBuilder(claim(claim))
            .editMetadata()
            .withDeletionTimestamp("2026-01-01T00:00:09Z")
            .endMetadata()
            .build());
  }

  Script claimGone(String claim) {
    return play(Change.Action.DELETED, new PersistentVolumeClaimBuilder(claim(claim)).build());
  }

  Script scaled(int replicas) {
    HasMetadata known = objects.get("StatefulSet/web");
    StatefulSetBuilder set =
        known == null
            ? new StatefulSetBuilder()
                .withNewMetadata()
                .withName("web")
                .withUid("uid-set")
                .withGeneration(0L)
                .endMetadata()
                .withNewSpec()
                .endSpec()
            : new StatefulSetBuilder((StatefulSet) known);
    long generation = set.buildMetadata().getGeneration();
    return play(
        known == null ? Change.Action.ADDED : Change.Action.MODIFIED,
        set.editMetadata()
            .withGeneration(generation + 1)
            .endMetadata()
            .editSpec()
            .withReplicas(replicas)
            .endSpec()
            .build());
  }

  private Script play(Change.Action action, HasMetadata object) {
    revision++;
    object.getMetadata().setResourceVersion(String.valueOf(revision));
    Change change = new Change(revision, START.plusSeconds(revision - 101), action, object);
    objects.put(change.subject(), object);
    timeline.add(change);
    return this;
  }

  private Pod pod(String name) {
    return (Pod) known("Pod/" + name);
  }

  private PersistentVolumeClaim claim(String name) {
    return (PersistentVolumeClaim) known("PersistentVolumeClaim/" + name);
  }

  private HasMetadata known(String subject) {
    HasMetadata known = objects.get(subject);
    if (known == null) {
      throw new IllegalStateException("The script has no " + subject + " yet.");
    }
    return known;
  }
}
