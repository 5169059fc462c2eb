package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.UnknownFields;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes the {@link InstallPlan} of a submission from what its chart renders to. */
public final class InstallPlanner {

  private static final String ALWAYS = "Always";
  private static final String IF_NOT_PRESENT = "IfNotPresent";

  private static final int MOST_NOTES = 5;

  private final Manifests manifests;
  private final StatefulSet set;
  private final ClusterAdjustments fit;
  private final AppFinder.Found found;
  private final DeclaredContract declared;
  private final UsableImages images;
  private final ClusterShape cluster;
  private final PlanDraft draft;

  private InstallPlanner(
      Submission submission, Manifests manifests, UsableImages images, ClusterShape cluster) {
    this.manifests = manifests;
    this.images = images;
    this.cluster = cluster;
    this.set = Serialization.clone(GradedStatefulSet.of(submission, manifests));
    this.fit = ClusterAdjustments.of(cluster, set, manifests);
    this.found = AppFinder.find(set, manifests, submission.app());
    this.declared = new DeclaredContract(found, submission.app());
    this.draft = new PlanDraft(set);
  }

  /**
   * Looks at what the chart renders to.
   *
   * @param image an image to use for the app instead of the chart's
   * @param helper an image with a shell, for containers whose own could not be pulled
   * @param whyMissing why the cluster can't run an image, in one line; empty if it can
   * @param cluster what else a chart may ask of the cluster
   * @throws NotGradableException if there is no StatefulSet to grade, or several and none is named
   */
  public static InstallPlan plan(
      Submission submission,
      Manifests manifests,
      Optional<String> image,
      String helper,
      Function<String, Optional<String>> whyMissing,
      ClusterShape cluster) {
    return new InstallPlanner(submission, manifests, new UsableImages(helper, whyMissing), cluster)
        .plan(image);
  }

  private InstallPlan plan(Optional<String> given) {
    Adjustments.freeNodePorts(manifests).ifPresent(draft::addNoted);
    Adjustments.freeAddresses(manifests).ifPresent(draft::addNoted);
    Adjustments.withoutTokens(manifests).ifPresent(draft::add);
    Adjustments.withoutAutoscalers(manifests, set).ifPresent(draft::addNoted);
    Adjustments.withPods(manifests, set).ifPresent(draft::addNoted);
    Adjustments.singleStack(manifests, cluster).ifPresent(draft::addNoted);
    fit.addTo(draft);
    shortenHostNames();
    given.ifPresent(this::useImage);
    String image = given.orElse(found.container().getImage());
    boolean standIn = !AppImage.REFERENCE.equals(image) && !images.canBeHad(image);
    Optional<AppContract> contract = standIn ? Optional.of(standIn(image)) : contract(image);
    MissingImages missing = new MissingImages(images, draft);
    missing.replace(podSpec(), app());
    missing.replaceHooks(manifests);
    ProxiedServices.sentToTheApp(manifests, set, found.container(), found.port(), images::isMissing)
        .ifPresent(draft::addNoted);
    List<String> visitors = silenceVisitors(contract);
    useWhatIsOnTheNode();
    images.reasons().forEach(draft::note);
    manifests.objects().stream()
        .flatMap(object -> UnknownFields.note(object).stream())
        .limit(MOST_NOTES)
        .forEach(draft::note);
    return new InstallPlan(
        set.getMetadata().getName(),
        found,
        contract,
        draft.patches(),
        draft.notes(),
        fit.missingVolumes(),
        visitors,
        standIn);
  }

  /** Of an app that is still to be tried, the page that counts is most likely its first. */
  private List<String> silenceVisitors(Optional<AppContract> contract) {
    Visitors visitors =
        Visitors.of(manifests, set, found, contract.map(AppContract::visitPath).orElse("/"));
    visitors.silenced(images.helper()).forEach(draft::addNoted);
    return visitors.told();
  }

  /** The kubelet starts no pod whose host name is longer, and labs' namespaces have long names. */
  private void shortenHostNames() {
    if (Boolean.TRUE.equals(podSpec().getSetHostnameAsFQDN())) {
      draft.patchPodsNoted(
          "setHostnameAsFQDN left out, because a host name has 64 characters at most and the names of labs' namespaces are long",
          spec -> spec.setSetHostnameAsFQDN(null));
    }
  }

  private String app() {
    return found.container().getName();
  }

  private PodSpec podSpec() {
    return set.getSpec().getTemplate().getSpec();
  }

  private void useImage(String reference) {
    draft.patchPods(
        "image of container %s taken from %s".formatted(app(), reference),
        spec ->
            spec.getContainers().stream()
                .filter(c -> c.getName().equals(app()))
                .forEach(c -> c.setImage(reference)));
  }

  private Optional<AppContract> contract(String image) {
    return AppImage.REFERENCE.equals(image)
        ? Optional.of(declared.ofTheCounter())
        : withoutCounter().or(declared::ofItsOwn);
  }

  private Optional<AppContract> withoutCounter() {
    Optional<String> why = declared.whyNothingCounts();
    why.ifPresent(
        reason ->
            draft.note(
                "no page of container %s counts visits (%s): the grader writes markers to its volume instead"
                    .formatted(app(), reason)));
    return why.map(reason -> declared.withoutCounter());
  }

  private AppContract standIn(String image) {
    Optional<AppContract> withoutCounter = withoutCounter();
    AppContract contract = StandIn.contract(found, declared.said());
    ServedPorts ports = ServedPorts.of(manifests, set.getSpec().getTemplate(), found.container());
    List<String> more = StandIn.replace(Serialization.clone(podSpec()), app(), contract, ports);
    draft.patchPodsNoted(
        "the image %s could not be pulled, so the bundled counter stands in for container %s: port %d, file %s%s"
            .formatted(
                image,
                app(),
                contract.port(),
                contract.file().orElse("nowhere, since no volume is mounted"),
                more.stream().map(change -> "; " + change).collect(Collectors.joining())),
        spec -> StandIn.replace(spec, app(), contract, ports));
    return withoutCounter.orElse(contract);
  }

  /** An image that was put on the node must not be asked of a registry at every start. */
  private void useWhatIsOnTheNode() {
    List<String> pulled =
        Containers.all(podSpec())
            .filter(c -> isPulledAlways(c) && images.canBeHad(c.getImage()))
            .map(Container::getName)
            .toList();
    if (!pulled.isEmpty()) {
      draft.patchPods(
          "imagePullPolicy of %s made IfNotPresent, since the image is on the node"
              .formatted(String.join(", ", pulled)),
          spec ->
              Containers.all(spec)
                  .filter(c -> pulled.contains(c.getName()))
                  .forEach(c -> c.setImagePullPolicy(IF_NOT_PRESENT)));
    }
  }

  private static boolean isPulledAlways(Container container) {
    if (container.getImagePullPolicy() != null) {
      return ALWAYS.equals(container.getImagePullPolicy());
    }
    String name = container.getImage().substring(container.getImage().lastIndexOf('/') + 1);
    return !name.contains(":") || name.endsWith(":latest");
  }
}
