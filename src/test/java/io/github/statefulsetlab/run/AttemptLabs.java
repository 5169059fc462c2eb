package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.installation.ChartInstaller;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.dns.GoverningService;
import io.github.statefulsetlab.lab.patch.ServicePatches;
import io.github.statefulsetlab.lab.patch.SlowStart;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.ReadinessGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The labs that one behaviour is checked in: the one that it shares with others, or some of its
 * own. It holds them, a place and its turn until it is closed.
 */
final class AttemptLabs implements LabFactory, AutoCloseable {

  private final SubmissionRun graded;
  private final Semaphore places;
  private final Evidence evidence;
  private final Random random;
  private final Runnable atWork;
  private LabLease lease;
  private final List<String> patches = new ArrayList<>();
  private Optional<Lab> lab = Optional.empty();
  private final Peers peers;
  private boolean withAllPods;

  /**
   * Holds nothing yet.
   *
   * @param places room for behaviours with labs of their own
   * @param atWork told when the behaviour no longer waits for a place, a lab or its turn
   */
  AttemptLabs(
      SubmissionRun graded, Semaphore places, Evidence evidence, Random random, Runnable atWork) {
    this.graded = graded;
    this.places = places;
    this.evidence = evidence;
    this.random = random;
    this.atWork = atWork;
    this.peers = graded.rendered().peers();
    this.lease = new LabLease(places);
  }

  /** Holds nothing any more, to begin again. */
  void beginAgain() {
    close();
    lease = new LabLease(places);
    patches.clear();
  }

  /** The lab that the behaviour has entered or installed last. */
  Optional<Lab> current() {
    return lab;
  }

  /** Enters the lab that behaviours share. */
  void enter(Installation shared) {
    atWork.run();
    lab = Optional.of(evidence.given("the lab that all promises share", () -> handle(shared)));
  }

  /**
   * Enters the lab that behaviours share once nobody else counts on it.
   *
   * @throws TimeoutException if that takes too long
   */
  void enterToCount(Installation shared, Duration atMost) throws TimeoutException {
    graded.requireCounter();
    lease.takeTurn(shared.counting(), atMost);
    enter(shared);
  }

  /** Installs a lab that nobody else sees, and enters it once it is ready. */
  void enterOwn() {
    takePlace();
    installAll(graded.judgedCopy()).awaitInstalled();
  }

  /** Once, however many labs follow: else two that want a second one wait for each other. */
  private void takePlace() {
    if (lease.takePlace()) {
      graded.cluster();
      atWork.run();
    }
  }

  @Override
  public Lab install(Patch... with) {
    return installAll(Stream.concat(graded.judgedCopy().stream(), Stream.of(with)).toList());
  }

  @Override
  public Lab installAsWritten(Patch... with) {
    return installAll(Stream.concat(graded.repairs().stream(), Stream.of(with)).toList());
  }

  private Lab installAll(List<Patch> wanted) {
    List<Patch> with = withAllPods ? peers.all(wanted) : peers.fit(wanted);
    takePlace();
    Installation installed = evidence.given(told(with), () -> ChartInstaller.install(graded, with));
    lease.own(installed);
    for (Patch patch : with) {
      if (!patches.contains(patch.description())) {
        patches.add(patch.description());
      }
    }
    Lab handle = handle(installed);
    lab = Optional.of(handle);
    return handle;
  }

  /**
   * Whether the behaviour's lab has fewer pods than the chart asks for and its first was never
   * ready, while with all of them they are, as far as is known.
   */
  boolean lackPeers() {
    return !withAllPods
        && (graded.readyIfAny().isPresent() || graded.installedIfAny().isEmpty())
        && lab.filter(peers::lack).isPresent();
  }

  /** From now on no lab has fewer pods than the chart asks for. */
  void takeAllPods() {
    withAllPods = true;
  }

  /** Tells of pods that need one another, where it was seen that they do. */
  void tellOfPeers() {
    if (withAllPods) {
      lab.ifPresent(peers::learn);
    }
  }

  private static String told(List<Patch> with) {
    return with.isEmpty()
        ? "the chart is installed"
        : with.stream()
            .map(Patch::description)
            .collect(Collectors.joining("; ", "the chart is installed with ", ""));
  }

  @Override
  public Lab installReady(Patch... with) {
    Lab handle = install(with);
    handle.awaitInstalled();
    return handle;
  }

  @Override
  public Lab installToBreakReadiness(Patch... with) {
    List<Patch> all = new ArrayList<>(List.of(with));
    ServicePatches.withoutSessionAffinity(graded.rendered().manifests()).ifPresent(all::add);
    if (!graded.contract().hasCounter() || !graded.readinessNoticesAHang()) {
      return installGated(all);
    }
    if (!graded.contract().hasFaults()) {
      all.add(StatefulSetPatches.withoutLiveness());
    }
    return installReady(all.toArray(Patch[]::new));
  }

  /** For apps whose readiness can't be told by an answer: the grader's own gate tells it. */
  private Lab installGated(List<Patch> with) {
    Lab gated =
        install(
            Stream.concat(with.stream(), Stream.of(ReadinessGate.closed())).toArray(Patch[]::new));
    for (int i = 0; i < gated.pods().size(); i++) {
      gated.pod(i).awaitContainersReady().openGate();
    }
    gated.awaitInstalled();
    return gated;
  }

  @Override
  public void assumeLivenessNoticesAHang() {
    Probe liveness = graded.plan().found().container().getLivenessProbe();
    if (liveness != null && liveness.getTcpSocket() != null) {
      throw new TestAbortedException(
          "The livenessProbe opens a TCP connection, which the kernel accepts for an app that"
              + " hangs, too.");
    }
  }

  @Override
  public Lab withHeadlessService() {
    if (graded.submission().replaysPlainService()
        && GoverningService.noneIsHeadless(graded.rendered().manifests())) {
      String name = graded.rendered().statefulSet().getSpec().getServiceName();
      return installReady(GoverningService.madeHeadless(name));
    }
    enter(graded.ready());
    return lab.orElseThrow();
  }

  @Override
  public void assumeStartCanBeSlow() {
    SlowStart.assumePossible(graded.rendered().statefulSet());
  }

  private Lab handle(Installation installation) {
    return new Lab(installation, evidence, random);
  }

  /**
   * The lab to look at when something went wrong: where the behaviour never got one, the shared
   * one, whose pods did not become ready, or the first that it has installed.
   *
   * @param shares whether the behaviour's lab is one that others see, too
   */
  Optional<Lab> toLookAt(boolean shares) {
    return lab.or(() -> (shares ? graded.installedIfAny() : lease.firstLab()).map(this::handle));
  }

  /** What was changed in the labs that the behaviour has seen, as the grade tells it. */
  List<String> changes() {
    List<String> all = new ArrayList<>(patches);
    if (lease.firstLab().isEmpty() && lab.isPresent()) {
      graded.judgedCopy().forEach(patch -> all.add(patch.description()));
    }
    all.addAll(lease.changes());
    return List.copyOf(all);
  }

  @Override
  public void close() {
    lease.close();
  }
}
