package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.submission.Submission;
import org.opentest4j.TestAbortedException;

/** What a behaviour takes for granted of the StatefulSet; where it is not so, it is skipped. */
public record Assumptions(Submission submission, StatefulSet set) {

  /** Those on a set of this installation. */
  public static Assumptions of(Installation installation, StatefulSet set) {
    return new Assumptions(installation.submission(), set);
  }

  /** The pod management policy that was asked for; where none was, the chart's own. */
  public String askedPolicy() {
    return submission.expectedPolicy().orElseGet(() -> StatefulSets.podManagementPolicy(set));
  }

  /** Whether another policy was asked for than the set has. */
  public boolean hasAnotherPolicy() {
    return !askedPolicy().equals(StatefulSets.podManagementPolicy(set));
  }

  /** Skips the behaviour unless this pod management policy was asked for. */
  public void policy(String policy) {
    if (!askedPolicy().equals(policy)) {
      throw new TestAbortedException(
          "%s asks for podManagementPolicy %s; this is about %s."
              .formatted(submission.id(), askedPolicy(), policy));
    }
  }

  /**
   * Skips the behaviour where updates wait for somebody to delete the pods, or take several of them
   * at a time.
   */
  public void rollingUpdate() {
    if (StatefulSets.maxUnavailable(set) > 1) {
      throw new TestAbortedException(
          "%s asks for a maxUnavailable of %d pods; this is about updates of one pod at a time."
              .formatted(submission.id(), StatefulSets.maxUnavailable(set)));
    }
    if (StatefulSets.ON_DELETE.equals(StatefulSets.updateStrategy(set))) {
      throw new TestAbortedException(
          "%s asks for updateStrategy OnDelete; this is about RollingUpdate."
              .formatted(submission.id()));
    }
  }
}
