package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.cluster.ImageProvisioner;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.sandbox.ImagePullProbe;
import io.github.statefulsetlab.sandbox.ScratchNamespace;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.support.Futures;
import io.github.statefulsetlab.support.Lazy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** What all submissions of a run share: the cluster, Helm, images, names, and those who listen. */
final class RunResources {

  private final Settings settings;
  private final ClusterSession session;
  private final RunListeners listeners;
  private final Settlement settlement;
  private final CompletableFuture<LabCluster> cluster;
  private final Lazy<ImageProvisioner> images = Lazy.of(this::newImageSupply);
  private final ScratchNamespace elsewhere =
      new ScratchNamespace(() -> cluster().client(), () -> newNamespaceName("elsewhere"));
  private final Random names = new Random();
  private final Outage outage = new Outage();
  private final ClusterCheck clusterCheck;
  private volatile CompletableFuture<Void> beforeInstalls = CompletableFuture.completedFuture(null);

  private volatile boolean hasInstalls;
  private volatile boolean isOver;

  RunResources(LabSetup setup) {
    this.settings = setup.settings();
    this.session = setup.cluster();
    this.listeners = new RunListeners(setup.listeners());
    this.clusterCheck =
        new ClusterCheck(this::cluster, () -> elsewhere.namespace(), outage, listeners);
    this.settlement =
        new Settlement(
            Dependencies.found(), result -> listeners.tell(l -> l.behaviourFinished(result)));
    this.cluster =
        session
            .standing()
            .thenApply(
                standing -> {
                  if (!isOver) {
                    listeners.tell(l -> l.clusterReady(standing.facts()));
                  }
                  return standing.cluster();
                });
  }

  Settings settings() {
    return settings;
  }

  ClusterSession session() {
    return session;
  }

  RunListeners listeners() {
    return listeners;
  }

  /** Tells whoever listens that the run is over, and nothing more of the cluster. */
  void finish() {
    isOver = true;
    listeners.tell(RunListener::runFinished);
  }

  /** Whether the run is over, though the cluster may still be coming up. */
  boolean isOver() {
    return isOver;
  }

  /** Tells whoever listens what there is to know about a submission. */
  void note(Submission submission, String note) {
    listeners.tell(l -> l.submissionNoted(submission, note));
  }

  /** What the run's random numbers follow from. */
  long seed() {
    return settings.seed();
  }

  /** Room for behaviours with labs of their own. */
  Semaphore places() {
    return session.places();
  }

  /** Gives up a namespace without waiting. */
  void discard(String namespace) {
    session.discard(namespace);
  }

  Settlement settlement() {
    return settlement;
  }

  CompletableFuture<LabCluster> whenClusterIsReady() {
    return cluster;
  }

  LabCluster cluster() {
    return Futures.await(cluster);
  }

  Outage outage() {
    return outage;
  }

  /** Whether it is the cluster that is broken where a submission seems to be. */
  ClusterCheck clusterCheck() {
    return clusterCheck;
  }

  /** Has installs of submissions wait for this. */
  void beforeInstalls(CompletableFuture<Void> what) {
    beforeInstalls = what;
  }

  /** Returns once a submission may be installed, whatever came of what it had to wait for. */
  void awaitInstalls() {
    hasInstalls = true;
    beforeInstalls.exceptionally(e -> null).join();
  }

  /** Whether anything of a submission was, or was about to be, installed. */
  boolean hasInstalls() {
    return hasInstalls;
  }

  /** A release that is not installed yet, by whoever has the kubeconfig. */
  Release release(Submission submission, String namespace, Supplier<Path> kubeConfig) {
    return new Release(
        session.helm(),
        cluster(),
        kubeConfig,
        submission.chart(),
        submission.values(),
        submission.release(),
        namespace,
        submission.allPatches());
  }

  ImageProvisioner images() {
    return images.get();
  }

  private ImageProvisioner newImageSupply() {
    return new ImageProvisioner(
        cluster(),
        what -> listeners.tell(l -> l.progress(what)),
        image -> ImagePullProbe.succeeds(cluster().client(), elsewhere.namespace(), image));
  }

  /** A pod of the grader's own in a namespace with no lab in it. */
  ToolboxPod toolboxElsewhere() {
    return elsewhere.toolbox();
  }

  /** Gives up the namespace with no lab in it, where there is one. */
  void discardElsewhere() {
    elsewhere.discard(this::discard);
  }

  /** The nodes' addresses inside the cluster. */
  List<String> nodeAddresses() {
    return cluster().client().nodes().list().getItems().stream()
        .flatMap(node -> node.getStatus().getAddresses().stream())
        .filter(address -> address.getType().equals("InternalIP"))
        .map(NodeAddress::getAddress)
        .toList();
  }

  String toolboxImage() {
    return ToolboxPod.imageOn(cluster().client());
  }

  /** A name for a namespace that nobody has, which is removed with the run. */
  String newNamespaceName(String what) {
    String name = unusedName(what);
    session.uses(name);
    return name;
  }

  /** A name that no namespace has. */
  String unusedName(String what) {
    String id = what.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    synchronized (names) {
      return "lab-%.40s-%08x".formatted(id, names.nextInt());
    }
  }
}
