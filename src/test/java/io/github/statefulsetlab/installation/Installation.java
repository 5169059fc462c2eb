package io.github.statefulsetlab.installation;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.chart.BumpedChart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.discovery.GradedStatefulSet;
import io.github.statefulsetlab.discovery.InstallPlan;
import io.github.statefulsetlab.kube.ImmutableFields;
import io.github.statefulsetlab.kube.Pace;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.timeline.PodStarts;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.kube.timeline.TimelineRecorder;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.support.CleanUp;
import io.github.statefulsetlab.support.Lazy;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A submission in a namespace of its own, with its history being recorded since before the install.
 */
public final class Installation implements AutoCloseable {

  private final InstallContext context;
  private final String namespace;
  private final Release release;
  private final Manifests manifests;
  private final List<Patch> patches;
  private final TimelineRecorder recorder;
  private final CleanUp cleanUp;
  private final ReentrantLock counting = new ReentrantLock();
  private final Set<String> changes = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Lazy<ToolboxPod> grader;
  private final Map<String, Lazy<ToolboxPod>> claimPods = new ConcurrentHashMap<>();

  Installation(
      InstallContext context,
      String namespace,
      Release release,
      Manifests manifests,
      List<Patch> patches,
      TimelineRecorder recorder,
      CleanUp cleanUp) {
    this.context = context;
    this.namespace = namespace;
    this.release = release;
    this.manifests = manifests;
    this.patches = List.copyOf(patches);
    this.recorder = recorder;
    this.cleanUp = cleanUp;
    this.grader =
        Lazy.of(() -> ToolboxPod.start(client(), namespace, context.toolboxImage(), timeline()));
    context.plan().patches().forEach(patch -> changes.add(patch.description()));
  }

  /**
   * Creates the namespace, starts the recorder and installs the chart. Pods may not be ready yet.
   *
   * @throws NotGradableException if the chart does not render, does not install, or has no
   *     StatefulSet
   */
  public static Installation begin(InstallContext context, List<Patch> patches) {
    return new ChartInstaller(context).install(patches);
  }

  /** On a busy machine Helm can be done before the recorder has been told of what it did. */
  void awaitOnRecord() {
    await("the recorder to see StatefulSet " + statefulSetName())
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(() -> currentStatefulSet().isPresent());
  }

  /**
   * Upgrades the release to the chart with the patches that it was installed with and these, and
   * waits until the recorder and the controller have seen the StatefulSet that it leads to.
   *
   * @throws ChartException with Helm's own words if the upgrade is refused
   */
  public void upgrade(List<Patch> with) {
    with.forEach(patch -> changes.add(patch.description()));
    release.upgrade(all(with));
    awaitObserved();
  }

  /** As {@link #upgrade(List)}, to the next edition of the chart. */
  public void upgrade(BumpedChart edition) {
    changes.add(
        "version in Chart.yaml raised from %s to %s"
            .formatted(submission().chart().version(), edition.version()));
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
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(
            () ->
                currentStatefulSet()
                    .filter(set -> set.getMetadata().getGeneration() >= generation)
                    .filter(StatefulSets::isObserved)
                    .isPresent());
  }

  /** Where a field of the StatefulSet is written, as in {@code templates/statefulset.yaml:12}. */
  public String where(String field) {
    return release.origins(release.render()).of(rendered(), field);
  }

  /** How long what is asked of it may take, by its fields and by how long its pods took so far. */
  public Pace pace() {
    StatefulSet set = currentStatefulSet().orElseGet(this::rendered);
    return Pace.of(set).withStart(PodStarts.slowest(timeline(), StatefulSets.podNames(set)));
  }

  /** What was changed by upgrades, as the grade tells it. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  /** What the immutable fields of the StatefulSet become in another edition of the chart. */
  public List<String> immutableChanges(BumpedChart edition) {
    return ImmutableFields.changed(
        GradedStatefulSet.of(submission(), release.manifests()),
        GradedStatefulSet.of(submission(), release.manifests(edition)));
  }

  /**
   * Waits until all pods are ready.
   *
   * @throws NotGradableException if something is in the way that waiting would not remove
   * @throws NotReadyException if they are not ready in time for another reason
   */
  public Installation awaitReady() {
    new ReadyPods(this).await();
    return this;
  }

  /** Uninstalls the release and waits until the StatefulSet and its pods are gone. */
  public void uninstall() {
    release.uninstall();
    awaitGone();
  }

  /** Waits until the StatefulSet and all pods that it made are gone. */
  public void awaitGone() {
    await("the StatefulSet and its pods gone")
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
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
  public void installAgain() {
    release.install(release.manifests(), patches);
  }

  public Submission submission() {
    return context.submission();
  }

  List<Patch> patches() {
    return patches;
  }

  public String namespace() {
    return namespace;
  }

  public LabCluster cluster() {
    return context.cluster();
  }

  public KubernetesClient client() {
    return context.cluster().client();
  }

  public Timeline timeline() {
    return recorder.timeline();
  }

  /**
   * Waits until the history of the pods is what the API server shows, so that nothing that happened
   * before now is missing in it.
   */
  void awaitPodsOnRecord() {
    await("the recorder to have caught up with the pods")
        .atMost(Timeouts.SHOW)
        .pollInterval(Timeouts.POLL)
        .until(() -> recorder.isUpToDate(Pod.class));
  }

  Manifests manifests() {
    return manifests;
  }

  /** The pod template as rendered. */
  public PodSpec podTemplate() {
    return rendered().getSpec().getTemplate().getSpec();
  }

  /** The claim templates as rendered. */
  public List<PersistentVolumeClaim> claimTemplates() {
    return rendered().getSpec().getVolumeClaimTemplates();
  }

  private StatefulSet rendered() {
    return GradedStatefulSet.of(submission(), manifests);
  }

  public String statefulSetName() {
    return plan().statefulSet();
  }

  private InstallPlan plan() {
    return context.plan();
  }

  /** The container port that the app serves HTTP on. */
  public int port() {
    return plan().found().port();
  }

  /** The name of the container that the app runs in. */
  public String appContainer() {
    return plan().found().container().getName();
  }

  /** How the app behaves; where only trying can tell, the submission's shared lab is tried. */
  public AppContract contract() {
    return context.contract();
  }

  /** What was found of the app, and how. */
  public List<String> howTheAppWasFound() {
    return context.howTheAppWasFound();
  }

  public Optional<StatefulSet> currentStatefulSet() {
    return timeline().of(StatefulSet.class, statefulSetName()).current();
  }

  /**
   * The Service that clients use: one that selects the pods, rather one with an address of its own,
   * and of those rather one that leads to the port that the app serves.
   */
  public Optional<Service> clientService() {
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
        .flatMap(port -> Services.targetPort(port, plan().found().container()).stream())
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

  public ReentrantLock counting() {
    return counting;
  }

  public ToolboxPod toolbox() {
    return grader.get();
  }

  public ToolboxPod toolboxElsewhere() {
    return context.toolboxElsewhere();
  }

  public ToolboxPod toolboxWithClaim(Pod beside, String claim) {
    return claimPods
        .computeIfAbsent(
            claim,
            name ->
                Lazy.of(
                    () ->
                        ToolboxPod.withClaim(
                            client(), beside, name, context.toolboxImage(), timeline())))
        .get();
  }

  /** Deletes the grader's pods that mount claims, and returns when they are gone. */
  public void releaseClaims() {
    releaseClaims(Set.copyOf(claimPods.keySet()));
  }

  /** Deletes those of the grader's pods that mount these claims; returns when they are gone. */
  public void releaseClaims(Collection<String> claims) {
    List<ToolboxPod> pods =
        claims.stream()
            .flatMap(claim -> Stream.ofNullable(claimPods.remove(claim)))
            .flatMap(pod -> pod.ifBegun().stream())
            .toList();
    pods.forEach(ToolboxPod::delete);
    await("the grader's pods that mount claims gone")
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(() -> pods.stream().allMatch(ToolboxPod::isGone));
  }

  /** On a cluster that goes away by itself only the recorder and the pods' work are stopped. */
  @Override
  public void close() {
    cleanUp.close();
  }
}
