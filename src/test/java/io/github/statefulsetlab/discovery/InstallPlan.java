package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.ValuesSearch;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.QuietRequests;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to be known of a submission, and changed in it, before it can be installed here.
 *
 * @param statefulSet the name of the set that is graded
 * @param found where the app is
 * @param contract how the app behaves; empty where only trying can tell
 * @param patches what every install of it needs
 * @param notes what the grade tells about all this
 * @param standIn whether the bundled counter stands in for the app
 */
public record InstallPlan(
    String statefulSet,
    AppFinder.Found found,
    Optional<AppContract> contract,
    List<Patch> patches,
    List<String> notes,
    boolean standIn) {

  private static final String ALWAYS = "Always";
  private static final String IF_NOT_PRESENT = "IfNotPresent";

  /**
   * Looks at what the chart renders to.
   *
   * @param image an image to use for the app instead of the chart's
   * @param helper an image with a shell, for containers whose own can't be had
   * @param canBeHad whether the cluster can run an image
   * @throws NotGradableException if there is no StatefulSet to grade, or several and none is named
   */
  public static InstallPlan of(
      Submission submission,
      Manifests manifests,
      Optional<String> image,
      String helper,
      Predicate<String> canBeHad) {
    StatefulSet set = graded(submission, manifests);
    AppFinder.Found found = AppFinder.find(set, manifests.of(Service.class), submission.app());
    return new Draft(submission, manifests, set, found, helper, canBeHad).prepared(image);
  }

  /** The StatefulSet that the submission is about. */
  public static StatefulSet graded(Submission submission, Manifests manifests) {
    List<StatefulSet> sets = manifests.of(StatefulSet.class);
    Optional<String> named = submission.app().statefulSet();
    if (sets.isEmpty()) {
      throw new NotGradableException(
          "The chart %s renders no StatefulSet, only: %s. %s%s"
              .formatted(
                  submission.chart().name(),
                  names(manifests.objects()),
                  tried(submission),
                  !manifests.of(Deployment.class).isEmpty()
                      ? " A Deployment has no claims of its own for each pod, and no stable names."
                      : ""));
    }
    if (named.isEmpty() && sets.size() > 1) {
      throw new NotGradableException(
          "The chart %s renders several StatefulSets: %s. Name one with --statefulset, or as statefulSet in lab.yaml."
              .formatted(submission.chart().name(), names(sets)));
    }
    return sets.stream()
        .filter(set -> named.map(set.getMetadata().getName()::equals).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                new NotGradableException(
                    "The chart %s renders no StatefulSet '%s' (statefulSet in lab.yaml, or --statefulset), only: %s."
                        .formatted(submission.chart().name(), named.orElse(""), names(sets))));
  }

  private static String tried(Submission submission) {
    List<String> tried = ValuesSearch.tried(submission.chart());
    return tried.isEmpty()
        ? "Is there a value that switches it on, or a values file to give with --values?"
        : "None of these renders one that can be installed: %s."
            .formatted(String.join("; ", tried));
  }

  /** What must not be asked for by the kubelet where visits are counted; empty if not known. */
  public Optional<QuietRequests> quietRequests(StatefulSet prepared) {
    Container app =
        Containers.named(found.container().getName(), prepared.getSpec().getTemplate().getSpec());
    return contract
        .filter(known -> AppImage.REFERENCE.equals(app.getImage()))
        .map(
            known ->
                JudgedCopy.ofTheCounter(prepared.getSpec().getTemplate().getSpec(), app, known));
  }

  static String names(List<? extends HasMetadata> objects) {
    return objects.isEmpty()
        ? "nothing"
        : objects.stream()
            .map(o -> o.getKind() + "/" + o.getMetadata().getName())
            .collect(Collectors.joining(", "));
  }

  /** A preparation that is being made. */
  private static final class Draft {

    private final Submission submission;
    private final Manifests manifests;
    private final StatefulSet set;
    private final AppFinder.Found found;
    private final String helper;
    private final Predicate<String> canBeHad;
    private final List<Patch> patches = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private boolean standIn;

    Draft(
        Submission submission,
        Manifests manifests,
        StatefulSet set,
        AppFinder.Found found,
        String helper,
        Predicate<String> canBeHad) {
      this.submission = submission;
      this.manifests = manifests;
      this.set = set;
      this.found = found;
      this.helper = helper;
      this.canBeHad = canBeHad;
    }

    InstallPlan prepared(Optional<String> image) {
      Adjustments.freeNodePorts(manifests).ifPresent(this::addNoted);
      Adjustments.withoutTokens(manifests).ifPresent(patches::add);
      Adjustments.withoutAutoscalers(manifests, set).ifPresent(this::addNoted);
      image.ifPresent(
          reference ->
              patch(
                  "image of container %s taken from %s".formatted(name(), reference),
                  spec -> named(spec, name()).forEach(c -> c.setImage(reference))));
      Optional<AppContract> contract = contract(image.orElse(found.container().getImage()));
      replaceOthers();
      useWhatIsOnTheNode();
      return new InstallPlan(
          set.getMetadata().getName(),
          found,
          contract,
          List.copyOf(patches),
          List.copyOf(notes),
          standIn);
    }

    private void addNoted(Patch patch) {
      patches.add(patch);
      notes.add(patch.description());
    }

    private String name() {
      return found.container().getName();
    }

    private Optional<AppContract> contract(String image) {
      AppDescription said = submission.app();
      if (AppImage.REFERENCE.equals(image)) {
        return Optional.of(ofTheCounter(said));
      }
      Optional<AppContract> withoutCounter = withoutCounter(said);
      if (canBeHad.test(image)) {
        return withoutCounter.or(() -> ofItsOwn(said));
      }
      standIn = true;
      AppContract contract = StandIn.contract(found, said);
      PodSpec trial = Serialization.clone(set).getSpec().getTemplate().getSpec();
      List<String> more = StandIn.replace(trial, name(), contract);
      note(
          "the image %s can't be had, so the bundled counter stands in for container %s: port %d, file %s%s"
              .formatted(
                  image,
                  name(),
                  contract.port(),
                  contract.file().orElse("nowhere, since no volume is mounted"),
                  more.stream().map(change -> "; " + change).collect(Collectors.joining())),
          spec -> StandIn.replace(spec, name(), contract));
      return withoutCounter.or(() -> Optional.of(contract));
    }

    private Optional<AppContract> withoutCounter(AppDescription said) {
      Optional<String> why =
          said.withoutCounter()
              ? Optional.of("lab.yaml says so")
              : said.visitPath().isPresent() ? Optional.empty() : Databases.sign(found.container());
      return why.map(
          reason -> {
            notes.add(
                "no page of container %s counts visits (%s): the grader writes markers to its volume instead"
                    .formatted(name(), reason));
            return AppContract.withoutCounter(name(), found.port(), found.mount());
          });
    }

    private AppContract ofTheCounter(AppDescription said) {
      return new AppContract(
          Optional.of(name()),
          found.port(),
          said.visitPath().orElse(AppContract.COUNTER.visitPath()),
          said.countPath().or(AppContract.COUNTER::countPath),
          found.file(),
          hasFaults(said));
    }

    private boolean hasFaults(AppDescription said) {
      return said.faults()
          .orElseGet(
              () ->
                  Stream.ofNullable(found.container().getEnv())
                      .flatMap(List::stream)
                      .anyMatch(
                          v -> "FAULTS".equals(v.getName()) && "enabled".equals(v.getValue())));
    }

    /** What is said, if that is enough; else it has to be tried. */
    private Optional<AppContract> ofItsOwn(AppDescription said) {
      if (said.visitPath().isEmpty() || said.file().isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new AppContract(
              Optional.of(name()),
              found.port(),
              said.visitPath().get(),
              said.countPath(),
              said.file(),
              hasFaults(said)));
    }

    /** Containers beside the app, before it and in hooks, whose images can't be had. */
    private void replaceOthers() {
      PodSpec spec = set.getSpec().getTemplate().getSpec();
      others(spec.getInitContainers())
          .filter(Draft::isSidecar)
          .forEach(
              c ->
                  note(
                      "the image %s can't be had, so sidecar %s does nothing"
                          .formatted(c.getImage(), c.getName()),
                      pods ->
                          pods.getInitContainers().stream()
                              .filter(i -> i.getName().equals(c.getName()))
                              .forEach(i -> NoOpContainer.thatStays(i, helper))));
      others(spec.getInitContainers())
          .filter(c -> !isSidecar(c))
          .forEach(
              c ->
                  note(
                      "the image %s can't be had, so init container %s does nothing"
                          .formatted(c.getImage(), c.getName()),
                      pods ->
                          pods.getInitContainers().stream()
                              .filter(i -> i.getName().equals(c.getName()))
                              .forEach(i -> NoOpContainer.thatEnds(i, helper))));
      others(spec.getContainers())
          .filter(c -> !c.getName().equals(name()))
          .forEach(
              c ->
                  note(
                      "the image %s can't be had, so container %s does nothing"
                          .formatted(c.getImage(), c.getName()),
                      pods ->
                          named(pods, c.getName())
                              .forEach(i -> NoOpContainer.thatStays(i, helper))));
      replaceHooks();
    }

    /** An init container that stays, as Kubernetes has them since 1.29. */
    private static boolean isSidecar(Container container) {
      return ALWAYS.equals(container.getRestartPolicy());
    }

    private void replaceHooks() {
      Set<String> images = new LinkedHashSet<>();
      List<String> told = new ArrayList<>();
      for (HasMetadata hook : manifests.hooks()) {
        Set<String> missing =
            spec(hook).stream()
                .flatMap(Draft::containers)
                .map(Container::getImage)
                .filter(this::isMissing)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!missing.isEmpty()) {
          images.addAll(missing);
          told.add(
              "the image %s can't be had, so hook %s/%s does nothing"
                  .formatted(
                      String.join(", ", missing), hook.getKind(), hook.getMetadata().getName()));
        }
      }
      if (images.isEmpty()) {
        return;
      }
      notes.addAll(told);
      patches.add(
          new Patch(
              String.join("; ", told),
              objects -> {
                objects.stream()
                    .filter(Manifests::isHook)
                    .flatMap(hook -> spec(hook).stream())
                    .flatMap(Draft::containers)
                    .filter(c -> images.contains(c.getImage()))
                    .forEach(c -> NoOpContainer.thatEnds(c, helper));
                return objects;
              }));
    }

    private static Optional<PodSpec> spec(HasMetadata object) {
      if (object instanceof Pod pod) {
        return Optional.of(pod.getSpec());
      }
      return object instanceof Job job
          ? Optional.of(job.getSpec().getTemplate().getSpec())
          : Optional.empty();
    }

    private static Stream<Container> containers(PodSpec spec) {
      return Stream.of(spec.getInitContainers(), spec.getContainers())
          .filter(Objects::nonNull)
          .flatMap(List::stream);
    }

    private Stream<Container> others(List<Container> containers) {
      return Stream.ofNullable(containers)
          .flatMap(List::stream)
          .filter(c -> isMissing(c.getImage()));
    }

    private boolean isMissing(String image) {
      return !AppImage.REFERENCE.equals(image) && !helper.equals(image) && !canBeHad.test(image);
    }

    /** An image that was put on the node must not be asked of a registry at every start. */
    private void useWhatIsOnTheNode() {
      List<String> pulled =
          containers(set.getSpec().getTemplate().getSpec())
              .filter(c -> isPulledAlways(c) && canBeHad.test(c.getImage()))
              .map(Container::getName)
              .toList();
      if (!pulled.isEmpty()) {
        patch(
            "imagePullPolicy of %s made IfNotPresent, since the image is on the node"
                .formatted(String.join(", ", pulled)),
            spec ->
                containers(spec)
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

    private void note(String description, Consumer<PodSpec> change) {
      notes.add(description);
      patch(description, change);
    }

    private void patch(String description, Consumer<PodSpec> change) {
      patches.add(
          Patch.statefulSet(
              description,
              changed -> {
                if (changed.getMetadata().getName().equals(set.getMetadata().getName())) {
                  change.accept(changed.getSpec().getTemplate().getSpec());
                }
              }));
    }

    private static Stream<Container> named(PodSpec spec, String name) {
      return spec.getContainers().stream().filter(c -> c.getName().equals(name));
    }
  }
}
