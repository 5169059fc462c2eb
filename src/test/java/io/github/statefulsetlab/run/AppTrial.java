package io.github.statefulsetlab.run;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.discovery.AppFinder;
import io.github.statefulsetlab.discovery.CountPageProbe;
import io.github.statefulsetlab.discovery.Exploration;
import io.github.statefulsetlab.discovery.JudgedCopy;
import io.github.statefulsetlab.installation.ChartInstaller;
import io.github.statefulsetlab.installation.InstallContext;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.QuietRequests;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.pod.ProbedLabPod;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.support.Lazy;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * How a submission's app behaves, found out once: by trying where the chart does not tell, on the
 * lab that behaviours share, or before it on a lab for that alone where the chart's own probes may
 * count.
 */
final class AppTrial {

  private final RunResources run;
  private final RenderedSubmission rendered;
  private final Planning planning;
  private final InstallContext context;
  private final Supplier<Installation> shared;
  private final Lazy<Optional<CountPageProbe.Outcome>> outcome = once(this::tryOut);
  private final Lazy<Optional<Explored>> exploration = once(this::explore);
  private final Lazy<List<Patch>> judgedCopy = once(this::copy);

  private record Explored(
      Optional<CountPageProbe.Outcome> outcome, Optional<QuietRequests> requests) {}

  /**
   * Tries nothing yet.
   *
   * @param shared installs the lab that behaviours share, and waits until it is ready
   */
  AppTrial(
      RunResources run,
      RenderedSubmission rendered,
      Planning planning,
      InstallContext context,
      Supplier<Installation> shared) {
    this.run = run;
    this.rendered = rendered;
    this.planning = planning;
    this.context = context;
    this.shared = shared;
  }

  private static <T> Lazy<T> once(Supplier<T> work) {
    return Lazy.of(work, GraderFault::is);
  }

  AppContract contract() {
    return planning.plan().contract().orElseGet(this::triedContract);
  }

  /** The same where it is known already; nothing is tried out for it. */
  Optional<AppContract> knownContract() {
    return planning.plan().contract().or(() -> outcome.ifMade().map(tried -> triedContract()));
  }

  private AppContract triedContract() {
    AppFinder.Found found = planning.plan().found();
    return outcome
        .get()
        .map(known -> known.contract(found, context.submission().app()))
        .orElseGet(
            () ->
                AppContract.withoutCounter(
                    found.container().getName(), found.port(), found.mount()));
  }

  /** What makes the copy that is judged. */
  List<Patch> judgedCopy() {
    return judgedCopy.get();
  }

  /** Whether the readinessProbe of that copy fails where the app hangs; also where it has none. */
  boolean readinessNoticesAHang() {
    return JudgedCopy.readinessNoticesAHang(
        planning.prepared(), judgedCopy(), planning.plan().found().container().getName());
  }

  /** How it was found, a line for each thing; empty before anything was tried. */
  List<String> how() {
    return outcome.ifMade().map(AppTrial::how).orElse(List.of());
  }

  private static List<String> how(Optional<CountPageProbe.Outcome> outcome) {
    return outcome.map(CountPageProbe.Outcome::how).orElse(List.of(CountPageProbe.NOTHING_COUNTS));
  }

  private Optional<CountPageProbe.Outcome> tryOut() {
    return exploration
        .get()
        .map(Explored::outcome)
        .orElseGet(() -> tryOut(firstPodOf(shared.get())));
  }

  private Optional<CountPageProbe.Outcome> tryOut(CountPageProbe.ProbedPod pod) {
    Optional<CountPageProbe.Outcome> found =
        CountPageProbe.of(
            pod,
            context.submission().app(),
            planning.prepared().getSpec().getTemplate().getSpec(),
            rendered.manifests());
    how(found).forEach(line -> run.note(context.submission(), line));
    return found;
  }

  private CountPageProbe.ProbedPod firstPodOf(Installation installed) {
    return new ProbedLabPod(new Lab(installed, new Evidence(), new Random(run.seed())).pod(0));
  }

  private List<Patch> copy() {
    Optional<QuietRequests> requests =
        planning
            .plan()
            .quietRequests(planning.prepared())
            .or(() -> exploration.get().flatMap(Explored::requests));
    return JudgedCopy.of(planning.prepared(), requests);
  }

  /** Where probes may count and only trying can tell, before the lab that is shared. */
  private Optional<Explored> explore() {
    if (planning.plan().contract().isPresent() || !Exploration.isNeeded(planning.prepared())) {
      return Optional.empty();
    }
    int port = planning.plan().found().port();
    List<Patch> patches = Exploration.patches(planning.prepared(), port);
    try (Installation installed = ChartInstaller.install(context, patches)) {
      CountPageProbe.ProbedPod pod = firstPodOf(installed.awaitReady());
      Optional<CountPageProbe.Outcome> found = tryOut(pod);
      return Optional.of(
          new Explored(
              found, found.map(o -> Exploration.requests(pod, o, planning.prepared(), port))));
    }
  }
}
