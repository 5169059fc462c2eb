package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.ClientCommand;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.Workloads;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What visits the app by itself: containers beside it and other workloads of the chart whose
 * commands ask for the page that counts. One criterion is about that; wherever visits are counted,
 * they do nothing.
 */
final class Visitors {

  private final StatefulSet set;
  private final AppFinder.Found app;
  private final String page;
  private final Set<String> services;
  private final List<Visitor> found;

  /** A container of an object, and a URL that its command asks for. */
  private record Visitor(HasMetadata object, String container, String url) {}

  private Visitors(Manifests manifests, StatefulSet set, AppFinder.Found app, String page) {
    this.set = set;
    this.app = app;
    this.page = page;
    this.services =
        manifests.of(Service.class).stream()
            .filter(service -> Services.selectsPodsOf(service, set))
            .map(service -> service.getMetadata().getName())
            .collect(Collectors.toUnmodifiableSet());
    this.found =
        Stream.concat(
                manifests.objects().stream().filter(object -> !Manifests.isHook(object)),
                manifests.hooks().stream())
            .flatMap(this::among)
            .toList();
  }

  /**
   * Finds them among what a chart renders to.
   *
   * @param app that is visited, in the pods of the set
   * @param page that counts
   */
  static Visitors of(Manifests manifests, StatefulSet set, AppFinder.Found app, String page) {
    return new Visitors(manifests, set, app, page);
  }

  private Stream<Visitor> among(HasMetadata object) {
    boolean isGraded = ObjectNames.of(object).equals(ObjectNames.of(set));
    return containers(object)
        .filter(container -> !(isGraded && container.getName().equals(app.container().getName())))
        .flatMap(
            container ->
                urls(container, isGraded && !isBefore(container, object))
                    .limit(1)
                    .map(url -> new Visitor(object, container.getName(), url)));
  }

  /** Before the app starts, only other pods of it can be visited. */
  private static boolean isBefore(Container container, HasMetadata object) {
    return podSpec(object)
        .filter(pods -> Containers.endsBeforeTheOthers(container, pods))
        .isPresent();
  }

  private Stream<String> urls(Container container, boolean runsBesideTheApp) {
    ClientCommand command = ClientCommand.of(container);
    return Stream.concat(
        runsBesideTheApp ? command.urlsOfItsPod(app.port(), page).stream() : Stream.empty(),
        command.urlsOf(services, page).stream());
  }

  /** What each of them asks for, a sentence each. */
  List<String> told() {
    return found.stream()
        .map(
            visitor ->
                "Container %s of %s asks for %s by itself (%s), and the app counts each request as a visit."
                    .formatted(
                        visitor.container(), ObjectNames.of(visitor.object()), page, visitor.url()))
        .toList();
  }

  /**
   * The patches that make them do nothing.
   *
   * @param helper an image with a shell
   */
  List<Patch> silenced(String helper) {
    return found.stream().map(visitor -> silenced(visitor, helper)).toList();
  }

  private static Patch silenced(Visitor visitor, String helper) {
    String object = ObjectNames.of(visitor.object());
    return new Patch(
        "judged on a copy where container %s of %s, which visits the app by itself, does nothing"
            .formatted(visitor.container(), object),
        objects -> {
          objects.stream()
              .filter(other -> ObjectNames.of(other).equals(object))
              .flatMap(other -> podSpec(other).stream())
              .forEach(pods -> silence(pods, visitor, helper));
          return objects;
        });
  }

  private static void silence(PodSpec pods, Visitor visitor, String helper) {
    boolean isJob = visitor.object() instanceof Job || visitor.object() instanceof CronJob;
    Containers.all(pods)
        .filter(container -> container.getName().equals(visitor.container()))
        .forEach(
            container -> {
              if (isJob || Containers.endsBeforeTheOthers(container, pods)) {
                NoOpContainer.thatEnds(container, helper);
              } else {
                NoOpContainer.thatStays(container, helper);
              }
            });
  }

  private static Stream<Container> containers(HasMetadata object) {
    return podSpec(object).stream().flatMap(Containers::all);
  }

  private static Optional<PodSpec> podSpec(HasMetadata object) {
    return object instanceof CronJob cron
        ? Optional.ofNullable(cron.getSpec())
            .map(spec -> spec.getJobTemplate())
            .map(template -> template.getSpec())
            .map(job -> job.getTemplate())
            .map(template -> template.getSpec())
        : Workloads.podSpec(object);
  }
}
