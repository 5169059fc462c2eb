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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What visits the app by itself: containers beside it and other workloads of the chart whose
 * commands ask for the page that counts. One criterion is about that; wherever visits are counted,
 * they do nothing.
 */
final class Visitors {

  private final StatefulSet set;
  private final String app;
  private final int port;
  private final String page;
  private final Set<String> services = new HashSet<>();

  /**
   * Whoever asks for a page.
   *
   * @param app where it is asked for
   * @param page that counts
   */
  Visitors(StatefulSet set, AppFinder.Found app, String page) {
    this.set = set;
    this.app = app.container().getName();
    this.port = app.port();
    this.page = page;
  }

  /**
   * Makes them do nothing.
   *
   * @param helper an image with a shell
   * @param patches told of each change
   * @return what they ask for, a sentence each
   */
  List<String> silence(Manifests manifests, String helper, List<Patch> patches) {
    manifests.of(Service.class).stream()
        .filter(service -> Services.selectsPodsOf(service, set))
        .map(service -> service.getMetadata().getName())
        .forEach(services::add);
    List<String> told = new ArrayList<>();
    Stream.concat(
            manifests.objects().stream().filter(object -> !Manifests.isHook(object)),
            manifests.hooks().stream())
        .forEach(object -> silence(object, helper, patches, told));
    return List.copyOf(told);
  }

  private void silence(HasMetadata object, String helper, List<Patch> patches, List<String> told) {
    boolean isGraded =
        object instanceof StatefulSet
            && object.getMetadata().getName().equals(set.getMetadata().getName());
    List<String> visiting =
        podSpec(object).stream()
            .flatMap(Containers::all)
            .filter(container -> !(isGraded && container.getName().equals(app)))
            .filter(container -> !url(container, isGraded).isEmpty())
            .map(Container::getName)
            .toList();
    if (visiting.isEmpty()) {
      return;
    }
    podSpec(object).stream()
        .flatMap(Containers::all)
        .filter(container -> visiting.contains(container.getName()))
        .forEach(
            container ->
                told.add(
                    "Container %s of %s asks for %s by itself (%s), and the app counts each request as a visit."
                        .formatted(
                            container.getName(),
                            ObjectNames.of(object),
                            page,
                            url(container, isGraded).get(0))));
    BiConsumer<Container, String> quiet =
        object instanceof Job || object instanceof CronJob
            ? NoOpContainer::thatEnds
            : NoOpContainer::thatStays;
    patches.add(
        new Patch(
            "judged on a copy where container %s of %s, which visits the app by itself, does nothing"
                .formatted(String.join(" and ", visiting), ObjectNames.of(object)),
            objects -> {
              objects.stream()
                  .filter(other -> ObjectNames.of(other).equals(ObjectNames.of(object)))
                  .flatMap(other -> podSpec(other).stream())
                  .flatMap(Containers::all)
                  .filter(container -> visiting.contains(container.getName()))
                  .forEach(container -> quiet.accept(container, helper));
              return objects;
            }));
  }

  private List<String> url(Container container, boolean isBeside) {
    ClientCommand command = ClientCommand.of(container);
    return isBeside ? command.urlsOfItsPod(port, page) : command.urlsOf(services, page);
  }

  private static Optional<PodSpec> podSpec(HasMetadata object) {
    return object instanceof CronJob cron
        ? Optional.ofNullable(cron.getSpec())
            .map(spec -> spec.getJobTemplate())
            .map(job -> job.getSpec())
            .map(job -> job.getTemplate().getSpec())
        : Workloads.podSpec(object);
  }
}
