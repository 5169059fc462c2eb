package io.github.statefulsetlab.run;

import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.util.List;
import java.util.Optional;

/**
 * Told of a run as it happens; found by {@link java.util.ServiceLoader}. Calls come from several
 * threads at once.
 */
public interface RunListener {

  /**
   * Nothing has been started yet.
   *
   * @throws UsageException if what the run finds can't be written as it was asked for
   */
  default void runAsked() {}

  /** The run begins; the cluster does not stand yet. */
  default void runStarted(Settings settings, List<Submission> submissions) {}

  /** There is no run: the user asked for what can't be done. */
  default void runRefused(UsageException reason) {}

  /** Something that takes a while is being done now. */
  default void progress(String what) {}

  /** The cluster can be used. */
  default void clusterReady(ClusterFacts cluster) {}

  /** Something about a submission that whoever reads its grade has to know. */
  default void submissionNoted(Submission submission, String note) {}

  /** The bundled counter stands in for the submission's app, whose image could not be pulled. */
  default void appStoodInFor(Submission submission) {}

  /**
   * The submission's own app is what is graded.
   *
   * @param image its name
   * @param id {@code sha256:…}; empty where the nodes have it from elsewhere
   */
  default void appImageFound(Submission submission, String image, Optional<String> id) {}

  /** It was found out whether the cluster enforces the NetworkPolicies that keep labs apart. */
  default void networkPolicySeen(boolean enforced) {}

  /** A behaviour has begun to be checked. */
  default void behaviourStarted(String id, Submission submission) {}

  /**
   * A behaviour has been checked, and its verdict may still depend on others'. Told on the thread
   * that JUnit runs it on, before JUnit hears of it.
   */
  default void behaviourEnded(BehaviourResult result) {}

  /**
   * The verdict is settled: a failure that follows from another criterion's is a {@link
   * DependencyFailed} now. Told later than {@link #behaviourEnded}, from any thread.
   */
  default void behaviourFinished(BehaviourResult observation) {}

  /** The run ends; also called when the process is on its way down. */
  default void runFinished() {}
}
