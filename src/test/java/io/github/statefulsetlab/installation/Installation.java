package io.github.statefulsetlab.installation;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
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
import io.github.statefulsetlab.kube.ClientService;
import io.github.statefulsetlab.kube.ImmutableFields;
import io.github.statefulsetlab.kube.Pace;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.kube.timeline.TimelineRecorder;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.support.CleanUp;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final ObservedStatefulSet observed;
  private final CleanUp cleanUp;
  private final ReentrantLock counting = new ReentrantLock();
  private final Set<String> changes = Collections.synchronizedSet(new LinkedHashSet<>());
  private final Toolboxes toolboxes;

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
    this.observed = new ObservedStatefulSet(recorder, statefulSetName());
    this.cleanUp = cleanUp;
    this.toolboxes = new Toolboxes(context, namespace, timeline());
    context.plan().patches().forEach(patch -> changes.add(patch.description()));
  }

  /** On a busy machine Helm can be done before the recorder has been told of what it did. */
  void awaitOnRecord() {
    observed.awaitOnRecord();
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

  /**
   * As {@link #upgrade(List)}, to the next edition of the chart, with the images of this one: a
   * higher appVersion is often the tag of an image, and nobody has built that yet.
   */
  public void upgrade(BumpedChart edition) {
    changes.add(edition.description());
    StatefulSet now = currentStatefulSet().orElseGet(this::rendered);
    release.upgrade(edition, patches, now);
    awaitObserved();
  }

  private List<Patch> all(List<Patch> with) {
    return Stream.concat(patches.stream(), with.stream()).toList();
  }

  private void awaitObserved() {
    StatefulSet stored =
        client().apps().statefulSets().inNamespace(namespace).withName(statefulSetName()).get();
    observed.awaitGeneration(stored.getMetadata().getGeneration());
  }

  /** What it was installed from, and with. */
  public InstallContext context() {
    return context;
  }

  /** Where a field of the StatefulSet is written, as in {@code templates/statefulset.yaml:12}. */
  public String where(String field) {
    return release.where(rendered(), field);
  }

  /** Where a field of one of the pods' containers is written. */
  public String where(String field, String container) {
    return release.where(rendered(), field, container);
  }

  /** The templates' lines that match, as in {@code templates/secret.yaml:3}. */
  public List<String> templatesThatSay(Pattern line) {
    return release.templatesThatSay(line);
  }

  /** How long what is asked of it may take, by its fields and by how long its pods took so far. */
  public Pace pace() {
    return observed.pace(this::rendered);
  }

  /** What was changed by upgrades, as the grade tells it. */
  public List<String> changes() {
    return List.copyOf(changes);
  }

  /** The name that the StatefulSet has in another edition of the chart. */
  public String statefulSetNameIn(BumpedChart edition) {
    return GradedStatefulSet.of(submission(), release.manifests(edition)).getMetadata().getName();
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
    new ReadyPods(observed, statefulSetName(), this::pace).await();
    return this;
  }

  /**
   * Something to ask again and again while pods start: it throws a {@link NotGradableException}
   * once something has kept them from it for as long as that is borne.
   */
  public Runnable obstacles() {
    return observed.obstacles();
  }

  /** Uninstalls the release and waits until the StatefulSet and its pods are gone. */
  public void uninstall() {
    release.uninstall();
    awaitGone();
  }

  /** Waits until the StatefulSet and all pods that it made are gone. */
  public void awaitGone() {
    observed.awaitGone();
  }

  /** Installs the release again, as it was, in the same namespace. */
  public void installAgain() {
    release.install(release.manifests(), patches);
  }

  public Submission submission() {
    return context.submission();
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
    return observed.timeline();
  }

  /**
   * Waits until the history of the pods is what the API server shows, so that nothing that happened
   * before now is missing in it.
   */
  void awaitPodsOnRecord() {
    observed.awaitPodsOnRecord();
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
    return observed.current();
  }

  /** The Service that clients use, as {@link ClientService} tells it. */
  public Optional<Service> clientService() {
    return ClientService.among(
        manifests.of(Service.class), rendered(), plan().found().container(), port());
  }

  public ReentrantLock counting() {
    return counting;
  }

  /** The grader's own pods for it. */
  public Toolboxes toolboxes() {
    return toolboxes;
  }

  /** On a cluster that goes away by itself only the recorder and the pods' work are stopped. */
  @Override
  public void close() {
    cleanUp.close();
  }
}
