package io.github.statefulsetlab.installation;

import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.discovery.InstallPlan;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What an install of a submission needs, and what is the same for all its installations. */
public interface InstallContext {

  /** What is installed. */
  Submission submission();

  /** Where it is installed. */
  LabCluster cluster();

  /** A release that is not installed yet, by whoever has the kubeconfig. */
  Release release(String namespace, Supplier<Path> kubeConfig);

  /** What every install of it needs. */
  InstallPlan plan();

  /** The port that each probe of the app asks at where nothing answers, by the kind of probe. */
  Map<String, String> misaimedProbes();

  /** How the app behaves; where only trying can tell, the shared lab is tried. */
  AppContract contract();

  /** The same where it is known already; nothing is tried out for it. */
  Optional<AppContract> knownContract();

  /** How the app was found, as far as that is known by now. */
  List<String> howTheAppWasFound();

  /** The nodes' addresses inside the cluster. */
  List<String> nodeAddresses();

  /** The image of the grader's own pods. */
  String toolboxImage();

  /** A pod of the grader's own in a namespace with no lab in it. */
  ToolboxPod toolboxElsewhere();

  /** A name for a namespace that nobody has. */
  String newNamespaceName();

  /** Gives up a namespace without waiting. */
  void discard(String namespace);
}
