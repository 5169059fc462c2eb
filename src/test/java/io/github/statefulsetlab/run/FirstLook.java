package io.github.statefulsetlab.run;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.discovery.AppFinder;
import io.github.statefulsetlab.discovery.CountPageProbe;
import io.github.statefulsetlab.discovery.Exploration;
import io.github.statefulsetlab.installation.ChartInstaller;
import io.github.statefulsetlab.installation.InstallContext;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.QuietRequests;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.pod.ProbedLabPod;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * What was found of an app, before the lab that behaviours share, on a lab for that alone: where
 * the chart's own probes may count, or ask at a port where nothing answers, and only trying tells.
 *
 * @param outcome what the app does; empty if no page counts
 * @param requests what must not be asked for where visits are counted
 * @param unanswered the ports of probes at which nothing answers
 */
record FirstLook(
    Optional<CountPageProbe.Outcome> outcome,
    Optional<QuietRequests> requests,
    Set<String> unanswered) {

  /**
   * Takes the look; empty where it is not needed.
   *
   * @param tryOut what finds out what the app does, on its first pod
   */
  static Optional<FirstLook> take(
      InstallContext context,
      Planning planning,
      long seed,
      Function<CountPageProbe.ProbedPod, Optional<CountPageProbe.Outcome>> tryOut) {
    AppFinder.Found app = planning.plan().found();
    if (planning.plan().contract().isPresent() || !Exploration.isNeeded(planning.prepared(), app)) {
      return Optional.empty();
    }
    List<Patch> patches = Exploration.patches(planning.prepared(), app);
    try (Installation installed = ChartInstaller.install(context, patches)) {
      CountPageProbe.ProbedPod pod = firstPodOf(installed.awaitReady(), seed);
      Optional<CountPageProbe.Outcome> found = tryOut.apply(pod);
      Set<String> unanswered = Exploration.unanswered(pod, planning.prepared(), app);
      return Optional.of(
          new FirstLook(
              found,
              found.map(o -> Exploration.requests(pod, o, planning.prepared(), app, unanswered)),
              unanswered));
    }
  }

  /** Of an installation whose pods are ready. */
  static CountPageProbe.ProbedPod firstPodOf(Installation installed, long seed) {
    return new ProbedLabPod(new Lab(installed, new Evidence(), new Random(seed)).pod(0));
  }
}
