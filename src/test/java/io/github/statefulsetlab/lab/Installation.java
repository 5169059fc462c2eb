package io.github.statefulsetlab.lab;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.chart.ChartEdition;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.chart.policy.ManifestGuard;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.kube.ImmutableFields;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.Obstacles;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.kube.timeline.TimelineRecorder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A submission in a namespace of its own, with its history being recorded since before the install.
 */
final class Installation implements AutoCloseable {

  private final LabRun run;
  private final Submission submission;
  private List<Patch> patches;
  private final String namespace;
  private final Release release;
  private final ReentrantLock counting = new ReentrantLock();
  private final Set<String> changes = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Map<String, GraderPod> claimPods = new HashMap<>();
  private @Nullable GraderPod grader;
  private @Nullable TimelineRecorder recorder;
  private @Nullable Fence fence;
  private Manifests manifests = new Manifests(List.of());
  private @Nullable Preparation prepared;
  private @Nullable AppContract tried;
  private final List<String> howFound = new ArrayList<>();

  private Installation(LabRun run, Submission submission, List<Patch> patches, String namespace) {
    this.run = run;
    this.submission = submission;
    this.patches = List.copyOf(patches);
    this.namespace = namespace;
    this.release = run.release(submission, namespace, () -> fence().kubeConfig());
  }

  /**
   * Creates the namespace, starts the recorder and installs the chart. Pods may not be ready yet.
   *
   * @throws NotGradableException if the chart does not render, does not install, or has no
   *     StatefulSet
   */
  static Installation begin(LabRun run, Submission submission, List<Patch> patches) {
    Installation installation =
        new Installation(run, submission, patches, run.newNamespaceName(submission));
    try {
      installation.install();
      return installation;
    } catch (RuntimeException e) {
      installation.close();
      throw e;
    }
  }

  private void install() {
    try {
      manifests = release.manifests();
    } catch (ChartException e) {
      throw new NotGradableException("The chart does not render: " + e.getMessage(), e);
    }
    try {
      ManifestGuard.check(manifests, namespace);
    } catch (ChartException e) {
      throw new NotGradableException(String.valueOf(e.getMessage()), e);
    }
    Preparation needed = run.preparation(submission);
    prepared = needed;
    howFound.addAll(needed.found().how());
    howFound.addAll(needed.notes());
    needed.patches().forEach(patch -> changes.add(patch.description()));
    patches = Stream.concat(needed.patches().stream(), patches.stream()).toList();
    run.cluster().requireRoom();
    Namespace created = Namespaces.create(client(), namespace);
    CompletableFuture<Fence> standing =
        ClusterSession.background(
            () ->
                Fence.around(
                    run.cluster(),
                    namespace,
                    Boundaries.nodePorts(manifests),
                    run.nodeAddresses()));
    recorder =
        TimelineRecorder.start(client(), namespace, created.getMetadata().getResourceVersion());
    fence = ClusterSession.await(standing);
    try {
      release.install(manifests, patches);
    } catch (ChartException e) {
      throw new NotGradableException("The chart does not install: " + e.getMessage(), e);
    }
    awaitOnRecord();
  }

  private Fence fence() {
    if (fence == null) {
      throw new IllegalStateException("nothing is installed outside of a fence");
    }
    return fence;
  }

  /** On a busy machine Helm can be done before the recorder has been told of what it did. */
  private void awaitOnRecord() {
    await("the recorder to see StatefulSet " + statefulSetName())
        .atMost(Waits.CHANGE)
        .pollInterval(Waits.POLL)
        .until(() -> currentStatefulSet().isPresent());
  }

  /**
   * Upgrades the release to the chart with the patches that it was installed with and these, and
   * waits until the recorder and the controller have seen the StatefulSet that it leads to.
   *
   * @throws ChartException with Helm's own words if the upgrade is refused
   */
  void upgrade(List<Patch> with) {
    with.forEach(patch -> changes.add(patch.description()));
    release.upgrade(all(with));
    awaitObserved();
  }

  /** As {@link #upgrade(List)}, to the next edition of the chart. */
  void upgrade(ChartEdition edition) {
    changes.add(
        "version in Chart.yaml raised from %s to %s"
            .formatted(submission.chart().version(), edition.version()));
    release.upgrade(edition, patches);
    awaitObserved();
  }

  private List<Patch> all(List<Patch> with) {
    return Stream.concat(patches.stream(), with.stream()).toList();
  }

  private void awaitObserved() {
    StatefulSet stored =
        client().apps().statefulSets().inNamespace(namespace).withName(statefulSetName()).get();
    long generation = stored.getMetadata().getGeneration();
    await("the controller has seen generation %d of the StatefulSet".formatted(generation))
        .atMost(Waits.CHANGE)
        .pollInterval(Waits.POLL)
        .until(
            () ->
                currentStatefulSet()
                    .filter(set -> set.getMetadata().getGeneration() >= generation)
                    .filter(StatefulSets::isObserved)
                    .isPresent());
  }

  /** What was changed by upgrades, as the grade tells it. */
  List<String> changes() {
    return List.copyOf(changes);
  }

  /** What the immutable fields of the StatefulSet become in another edition of the chart. */
  List<String> immutableChanges(ChartEdition edition) {
    return ImmutableFields.changed(
        Preparation.graded(submission, release.manifests()),
        Preparation.graded(submission, release.manifests(edition)));
  }

  /**
   * Waits until all pods are ready.
   *
   * @throws NotGradableException if something is in the way that waiting would not remove
   * @throws NotReadyException if they are not ready in time for another reason
   */
  Installation awaitReady() {
    Patience patience = new Patience(() -> Obstacles.of(timeline(), statefulSetName()));
    try {
      await("all pods ready")
          .atMost(Waits.INSTALL)
          .pollInterval(Waits.POLL)
          .until(
              () -> {
                patience.ask();
                return currentStatefulSet().filter(StatefulSets::isRolledOut).isPresent();
              });
    } catch (ConditionTimeoutException e) {
      throw new NotReadyException(
          "After %d s the StatefulSet %s has %d of %d pods ready.%n%s%nLast events:%n%s"
              .formatted(
                  Waits.INSTALL.toSeconds(),
                  statefulSetName(),
                  currentStatefulSet().map(StatefulSets::readyReplicas).orElse(0),
                  currentStatefulSet().map(StatefulSets::replicas).orElse(0),
                  Tables.pods(timeline().current(Pod.class)),
                  String.join(System.lineSeparator(), timeline().lastEvents(8))),
          e);
    }
    return this;
  }

  /** Uninstalls the release and waits until the StatefulSet and its pods are gone. */
  void uninstall() {
    release.uninstall();
    awaitGone();
  }

  /** Waits until the StatefulSet and all pods that it made are gone. */
  void awaitGone() {
    await("the StatefulSet and its pods gone")
        .atMost(Waits.CHANGE)
        .pollInterval(Waits.POLL)
        .until(
            () ->
                currentStatefulSet().isEmpty()
                    && timeline().current(Pod.class).stream()
                        .noneMatch(
                            p ->
                                p.getMetadata()
                                    .getName()
                                    .matches(Pattern.quote(statefulSetName()) + "-\\d+")));
  }

  /** Installs the release again, as it was, in the same namespace. */
  void installAgain() {
    release.install(release.manifests(), patches);
  }

  Submission submission() {
    return submission;
  }

  List<Patch> patches() {
    return patches;
  }

  String namespace() {
    return namespace;
  }

  LabCluster cluster() {
    return run.cluster();
  }

  KubernetesClient client() {
    return run.cluster().client();
  }

  private TimelineRecorder recorder() {
    if (recorder == null) {
      throw new IllegalStateException("nothing is recorded before the install");
    }
    return recorder;
  }

  Timeline timeline() {
    return recorder().timeline();
  }

  /**
   * Waits until the history of the pods is what the API server shows, so that nothing that happened
   * before now is missing in it.
   */
  void awaitPodsOnRecord() {
    TimelineRecorder recording = recorder();
    await("the recorder to have caught up with the pods")
        .atMost(Waits.SHOW)
        .pollInterval(Waits.POLL)
        .until(() -> recording.isUpToDate(Pod.class));
  }

  Manifests manifests() {
    return manifests;
  }

  /** The pod template as rendered. */
  PodSpec podTemplate() {
    return rendered().getSpec().getTemplate().getSpec();
  }

  /** The claim templates as rendered. */
  List<PersistentVolumeClaim> claimTemplates() {
    return rendered().getSpec().getVolumeClaimTemplates();
  }

  private StatefulSet rendered() {
    return Preparation.graded(submission, manifests);
  }

  String statefulSetName() {
    return preparation().statefulSet();
  }

  private Preparation preparation() {
    if (prepared == null) {
      throw new IllegalStateException("nothing is known of the app before the install");
    }
    return prepared;
  }

  /** The container port that the app serves HTTP on. */
  int port() {
    return preparation().found().port();
  }

  /** The name of the container that the app runs in. */
  String appContainer() {
    return preparation().found().container().getName();
  }

  /** How the app behaves; where only trying can tell, the submission's shared lab is tried. */
  AppContract contract() {
    return preparation()
        .contract()
        .or(() -> Optional.ofNullable(tried))
        .orElseGet(() -> run.contract(submission));
  }

  /** Finds out by trying how the app behaves, unless that is known. */
  Installation tried() {
    if (preparation().contract().isEmpty()) {
      Lab lab = new Lab(this, new Evidence(), new Hint(), new Random(run.settings().seed()));
      AppFinder.Found found = preparation().found();
      Optional<Trial.Outcome> outcome = Trial.of(Trial.firstPodOf(lab), submission.app());
      List<String> how = outcome.map(Trial.Outcome::how).orElse(List.of(Trial.NOTHING_COUNTS));
      howFound.addAll(how);
      how.forEach(what -> run.tell(l -> l.submissionNoted(submission, what)));
      tried =
          outcome
              .map(known -> known.contract(found, submission.app()))
              .orElseGet(
                  () ->
                      AppContract.withoutCounter(
                          found.container().getName(), found.port(), found.mount()));
    }
    return this;
  }

  /** What was found of the app, and how. */
  List<String> howTheAppWasFound() {
    return List.copyOf(howFound);
  }

  Optional<StatefulSet> currentStatefulSet() {
    return timeline().of(StatefulSet.class, statefulSetName()).current();
  }

  /**
   * The Service that clients use: one that selects the pods, rather one with an address of its own,
   * and of those rather one that leads to the port that the app serves.
   */
  Optional<Service> clientService() {
    Map<String, String> podLabels = rendered().getSpec().getTemplate().getMetadata().getLabels();
    List<Service> selecting =
        manifests.of(Service.class).stream()
            .filter(s -> s.getSpec().getSelector() != null && !s.getSpec().getSelector().isEmpty())
            .filter(s -> selects(s, podLabels))
            .toList();
    List<Service> regular =
        selecting.stream().filter(service -> !Services.isHeadless(service)).toList();
    return regular.stream()
        .filter(this::leadsToTheApp)
        .findFirst()
        .or(() -> regular.stream().findFirst())
        .or(() -> selecting.stream().findFirst());
  }

  private boolean leadsToTheApp(Service service) {
    return Stream.ofNullable(service.getSpec().getPorts())
        .flatMap(List::stream)
        .flatMap(port -> Services.targetPort(port, preparation().found().container()).stream())
        .anyMatch(target -> target == port());
  }

  /**
   * Whether the Service selects pods of the set: all of them, or one by the labels that each has.
   */
  private static boolean selects(Service service, Map<String, String> podLabels) {
    return service.getSpec().getSelector().entrySet().stream()
        .filter(label -> !Pods.OWN_LABELS.contains(label.getKey()))
        .allMatch(podLabels.entrySet()::contains);
  }

  ReentrantLock counting() {
    return counting;
  }

  synchronized GraderPod grader() {
    if (grader == null) {
      grader = GraderPod.start(client(), namespace, run.graderImage());
    }
    return grader;
  }

  GraderPod graderElsewhere() {
    return run.graderElsewhere();
  }

  synchronized GraderPod graderWith(Pod beside, String claim) {
    return claimPods.computeIfAbsent(
        claim, name -> GraderPod.withClaim(client(), beside, name, run.graderImage()));
  }

  /** Deletes the grader's pods that mount claims, and returns when they are gone. */
  synchronized void releaseClaims() {
    claimPods.values().forEach(GraderPod::delete);
    await("the grader's pods that mount claims gone")
        .atMost(Waits.CHANGE)
        .pollInterval(Waits.POLL)
        .until(() -> claimPods.values().stream().allMatch(GraderPod::isGone));
    claimPods.clear();
  }

  /** On a cluster that goes away by itself only the recorder and the pods' work are stopped. */
  @Override
  public void close() {
    if (recorder != null) {
      recorder.close();
    }
    if (fence != null) {
      fence.close();
    }
    run.discard(namespace);
  }
}
