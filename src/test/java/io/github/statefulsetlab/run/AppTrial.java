package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.discovery.AppFinder;
import io.github.statefulsetlab.discovery.CountPageProbe;
import io.github.statefulsetlab.discovery.JudgedCopy;
import io.github.statefulsetlab.discovery.MisaimedProbes;
import io.github.statefulsetlab.installation.InstallContext;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.QuietRequests;
import io.github.statefulsetlab.lab.remedy.UnkeptCount;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.support.Lazy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

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
  private final Lazy<Optional<FirstLook>> firstLook = once(this::look);
  private final Lazy<List<Patch>> judgedCopy = once(this::copy);

  private final Lazy<MisaimedProbes> misaimed = once(this::findMisaimed);

  /** Why what counts can't be seen. */
  private final List<CountPageProbe.Unseen> unseen = new CopyOnWriteArrayList<>();

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

  /**
   * Returns if there are counts to judge by.
   *
   * @throws AssertionError if a page counts, and the app keeps the count on no claim and shows it
   *     nowhere else
   * @throws TestAbortedException if no page counts
   */
  void requireCounter() {
    if (contract().hasCounter()) {
      return;
    }
    for (CountPageProbe.Unseen page : unseen) {
      if (!page.isStored()) {
        throw UnkeptCount.failure(page.page());
      }
    }
    throw new TestAbortedException("No page counts; say visitPath in lab.yaml if there is one.");
  }

  /** The port that each probe of the app asks at where nothing answers, by the kind of probe. */
  Map<String, String> misaimedProbes() {
    return misaimed.get().byKind();
  }

  private MisaimedProbes findMisaimed() {
    Set<String> unanswered = firstLook.get().map(FirstLook::unanswered).orElse(Set.of());
    return MisaimedProbes.of(planning.plan(), planning.prepared(), unanswered);
  }

  /** What every lab needs so that its pods can become ready at all. */
  List<Patch> repairs() {
    return misaimed.get().patch(planning.prepared()).stream().toList();
  }

  private StatefulSet repaired() {
    return planning.prepared(repairs());
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
    return outcome.ifMade().map(this::how).orElse(List.of());
  }

  private List<String> how(Optional<CountPageProbe.Outcome> outcome) {
    return outcome
        .map(CountPageProbe.Outcome::how)
        .orElseGet(
            () ->
                unseen.isEmpty()
                    ? List.of(CountPageProbe.NOTHING_COUNTS)
                    : unseen.stream().map(CountPageProbe.Unseen::note).toList());
  }

  private Optional<CountPageProbe.Outcome> tryOut() {
    return firstLook
        .get()
        .map(FirstLook::outcome)
        .orElseGet(() -> tryOut(FirstLook.firstPodOf(shared.get(), run.seed())));
  }

  private Optional<CountPageProbe.Outcome> tryOut(CountPageProbe.ProbedPod pod) {
    Optional<CountPageProbe.Outcome> found =
        CountPageProbe.of(
            pod,
            context.submission().app(),
            planning.prepared().getSpec().getTemplate().getSpec(),
            rendered.manifests(),
            unseen::add);
    how(found).forEach(line -> run.note(context.submission(), line));
    return found;
  }

  private List<Patch> copy() {
    StatefulSet repaired = repaired();
    Optional<QuietRequests> requests =
        planning
            .plan()
            .quietRequests(repaired)
            .or(() -> firstLook.get().flatMap(FirstLook::requests));
    return Stream.concat(repairs().stream(), JudgedCopy.of(repaired, requests).stream()).toList();
  }

  private Optional<FirstLook> look() {
    return FirstLook.take(context, planning, run.seed(), this::tryOut);
  }
}
