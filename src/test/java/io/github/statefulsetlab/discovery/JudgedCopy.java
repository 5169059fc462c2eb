package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.KubeletRequest;
import io.github.statefulsetlab.kube.KubeletRequests;
import io.github.statefulsetlab.kube.Probes;
import io.github.statefulsetlab.kube.QuickProbes;
import io.github.statefulsetlab.kube.QuietRequests;
import io.github.statefulsetlab.submission.AppContract;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The copy of a chart that is judged wherever neither its timing nor what the kubelet asks for is:
 * its probes leave the counter alone, and are asked every second. So a probe that counts costs the
 * criterion that is about it and no other, and nobody waits for what says nothing.
 */
public final class JudgedCopy {

  private static final String QUIET =
      "on a copy whose probes ask for pages that answer and do not count: ";
  private static final String QUICK = "on a copy whose probes are quick: ";

  private final StatefulSet prepared;
  private final PodSpec trial;
  private final List<Patch> patches = new ArrayList<>();

  /** A change to a template, which says what it has changed. */
  private interface Edit {
    List<String> apply(PodSpec pod);
  }

  private JudgedCopy(StatefulSet prepared) {
    this.prepared = prepared;
    this.trial = Serialization.clone(prepared).getSpec().getTemplate().getSpec();
  }

  /**
   * The patches that make the copy; none where the chart's probes do not count and are quick.
   *
   * @param prepared the set as every install of it has it
   * @param requests what is to be turned away; empty where no page is known to count
   */
  public static List<Patch> of(StatefulSet prepared, Optional<QuietRequests> requests) {
    JudgedCopy copy = new JudgedCopy(prepared);
    requests.ifPresent(quiet -> copy.change(QUIET, quiet::apply));
    copy.change(QUICK, QuickProbes::apply);
    copy.countAsAvailableAtOnce();
    return List.copyOf(copy.patches);
  }

  /**
   * Whether the readinessProbe of the app fails on the copy where the app hangs; also where it has
   * none.
   *
   * @param patches those that make the copy
   * @param app the name of its container
   */
  public static boolean readinessNoticesAHang(
      StatefulSet prepared, List<Patch> patches, String app) {
    List<HasMetadata> copy = List.of(Serialization.clone(prepared));
    for (Patch patch : patches) {
      copy = patch.change().apply(copy);
    }
    return copy.stream()
        .filter(StatefulSet.class::isInstance)
        .map(StatefulSet.class::cast)
        .map(set -> Containers.named(app, set.getSpec().getTemplate().getSpec()))
        .map(Container::getReadinessProbe)
        .filter(Objects::nonNull)
        .allMatch(Probes::failsForAHungApp);
  }

  private void countAsAvailableAtOnce() {
    Integer seconds = prepared.getSpec().getMinReadySeconds();
    if (seconds != null && seconds > 0) {
      patches.add(
          Patch.statefulSet(
              "on a copy whose pods are available once they are ready: minReadySeconds 0 instead of "
                  + seconds,
              set -> {
                if (isPrepared(set)) {
                  set.getSpec().setMinReadySeconds(0);
                }
              }));
    }
  }

  private boolean isPrepared(StatefulSet set) {
    return set.getMetadata().getName().equals(prepared.getMetadata().getName());
  }

  private void change(String headline, Edit change) {
    List<String> changes = change.apply(trial);
    if (!changes.isEmpty()) {
      patches.add(
          Patch.statefulSet(
              headline + String.join("; ", changes),
              set -> {
                if (isPrepared(set)) {
                  change.apply(set.getSpec().getTemplate().getSpec());
                }
              }));
    }
  }

  /** What the bundled counter, in the app's place or as the app, is asked for instead. */
  public static QuietRequests ofTheCounter(PodSpec pod, Container app, AppContract contract) {
    Map<String, String> quiet = new LinkedHashMap<>();
    quiet.put("startupProbe", page(app, "STARTUP_PATHS", "/startupz"));
    quiet.put("livenessProbe", page(app, "LIVENESS_PATHS", "/healthz"));
    quiet.put("readinessProbe", page(app, "READINESS_PATHS", "/readyz"));
    quiet.put("postStart", page(app, "LIVENESS_PATHS", "/healthz"));
    quiet.put("preStop", page(app, "LIVENESS_PATHS", "/healthz"));
    Set<String> away = new HashSet<>();
    away.add(contract.visitPath());
    KubeletRequests.of(pod).stream()
        .filter(request -> request.container().equals(app.getName()))
        .map(KubeletRequest::path)
        .filter(path -> !pages(app, contract).contains(path))
        .forEach(away::add);
    return new QuietRequests(contract.port(), away, quiet);
  }

  /** All that the counter answers with success. */
  private static Set<String> pages(Container app, AppContract contract) {
    Set<String> pages = new HashSet<>(List.of("/metrics", contract.visitPath()));
    contract.countPath().ifPresent(pages::add);
    pages.addAll(paths(app, "STARTUP_PATHS", "/startupz"));
    pages.addAll(paths(app, "LIVENESS_PATHS", "/healthz"));
    pages.addAll(paths(app, "READINESS_PATHS", "/readyz"));
    return pages;
  }

  private static String page(Container app, String variable, String otherwise) {
    return paths(app, variable, otherwise).get(0);
  }

  private static List<String> paths(Container app, String variable, String otherwise) {
    List<String> set =
        Stream.ofNullable(app.getEnv())
            .flatMap(List::stream)
            .filter(env -> variable.equals(env.getName()))
            .map(EnvVar::getValue)
            .flatMap(Stream::ofNullable)
            .flatMap(paths -> Stream.of(paths.split(",")))
            .map(String::strip)
            .filter(path -> !path.isEmpty())
            .toList();
    return set.isEmpty() ? List.of(otherwise) : set;
  }
}
