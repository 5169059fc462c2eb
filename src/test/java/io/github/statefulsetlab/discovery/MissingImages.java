package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Workloads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes containers beside the app, before it and in hooks do nothing if their image is missing. */
final class MissingImages {

  private final UsableImages images;
  private final PlanDraft draft;

  MissingImages(UsableImages images, PlanDraft draft) {
    this.images = images;
    this.draft = draft;
  }

  void replace(PodSpec spec, String app) {
    missing(spec.getInitContainers())
        .filter(Containers::isSidecar)
        .forEach(c -> replace(c, "sidecar", PodSpec::getInitContainers, NoOpContainer::thatStays));
    missing(spec.getInitContainers())
        .filter(c -> !Containers.isSidecar(c))
        .forEach(
            c -> replace(c, "init container", PodSpec::getInitContainers, NoOpContainer::thatEnds));
    missing(spec.getContainers())
        .filter(c -> !c.getName().equals(app))
        .forEach(c -> replace(c, "container", PodSpec::getContainers, NoOpContainer::thatStays));
  }

  private Stream<Container> missing(List<Container> containers) {
    return Stream.ofNullable(containers).flatMap(List::stream).filter(images::isMissing);
  }

  private void replace(
      Container missing,
      String role,
      Function<PodSpec, List<Container>> among,
      BiConsumer<Container, String> by) {
    draft.patchPodsNoted(
        doesNothing(missing.getImage(), role + " " + missing.getName()),
        pods ->
            among.apply(pods).stream()
                .filter(c -> c.getName().equals(missing.getName()))
                .forEach(c -> by.accept(c, images.helper())));
  }

  private static String doesNothing(String image, String what) {
    return "the image %s could not be pulled, so %s does nothing".formatted(image, what);
  }

  void replaceHooks(Manifests manifests) {
    Set<String> missing = new LinkedHashSet<>();
    List<String> notes = new ArrayList<>();
    for (HasMetadata hook : manifests.hooks()) {
      Set<String> ofHook = missingIn(hook);
      if (!ofHook.isEmpty()) {
        missing.addAll(ofHook);
        notes.add(doesNothing(String.join(", ", ofHook), "hook " + ObjectNames.of(hook)));
      }
    }
    if (!missing.isEmpty()) {
      notes.forEach(draft::note);
      draft.add(new Patch(String.join("; ", notes), objects -> endHooks(objects, missing)));
    }
  }

  private Set<String> missingIn(HasMetadata hook) {
    return Workloads.podSpec(hook).stream()
        .flatMap(Containers::all)
        .filter(images::isMissing)
        .map(Container::getImage)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private List<HasMetadata> endHooks(List<HasMetadata> objects, Set<String> missing) {
    objects.stream()
        .filter(Manifests::isHook)
        .flatMap(hook -> Workloads.podSpec(hook).stream())
        .flatMap(Containers::all)
        .filter(c -> missing.contains(c.getImage()))
        .forEach(c -> NoOpContainer.thatEnds(c, images.helper()));
    return objects;
  }
}
