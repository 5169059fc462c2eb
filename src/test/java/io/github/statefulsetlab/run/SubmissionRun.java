package io.github.statefulsetlab.run;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.chart.policy.Tenancy;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.ImageProvisioner;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.discovery.AppFinder;
import io.github.statefulsetlab.discovery.CountPageProbe;
import io.github.statefulsetlab.discovery.Exploration;
import io.github.statefulsetlab.discovery.GradedStatefulSet;
import io.github.statefulsetlab.discovery.InstallPlan;
import io.github.statefulsetlab.discovery.InstallPlanner;
import io.github.statefulsetlab.discovery.JudgedCopy;
import io.github.statefulsetlab.installation.InstallContext;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.QuietRequests;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.ProbedLabPod;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.rendering.Rendering;
import io.github.statefulsetlab.sandbox.PodSecurity;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.support.Lazy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is done once for one submission, by whoever asks first: it is rendered, checked and
 * prepared, the lab that behaviours share is installed and, where only that can tell, tried out.
 */
final class SubmissionRun implements InstallContext, AutoCloseable {

  private final RunResources run;
  private final Submission submission;
  private final Lazy<Preflight> preview = once(this::check);
  private final Lazy<InstallPlan> plan = once(this::prepare);
  private final Lazy<Installation> begun = once(this::begin);
  private final Lazy<Installation> ready = once(() -> begun().awaitReady());
  private final Lazy<Optional<CountPageProbe.Outcome>> trial = once(this::tryOut);
  private final Lazy<Optional<Explored>> exploration = once(this::explore);
  private final Lazy<List<Patch>> judgedCopy = once(this::copy);
  private final Lazy<Instant> start = Lazy.of(Instant::now);

  SubmissionRun(RunResources run, Submission submission) {
    this.run = run;
    this.submission = submission;
  }

  private record Explored(
      Optional<CountPageProbe.Outcome> outcome, Optional<QuietRequests> requests) {}

  private static <T> Lazy<T> once(Supplier<T> work) {
    return Lazy.of(work, GraderFault::is);
  }

  @Override
  public Submission submission() {
    return submission;
  }

  private Preflight check() {
    return Preflight.of(
        submission,
        run.session().helm(),
        run.session().versionToRenderFor(),
        run.settings().usesExistingCluster() ? Tenancy.SHARED : Tenancy.OWN);
  }

  /** What Helm says instead of rendering it. */
  Optional<String> refusal() {
    return preview.get().refusal();
  }

  /**
   * Fails without waiting for the cluster if the chart does not even render, or asks for what no
   * chart may have.
   *
   * @throws NotGradableException with Helm's own words, or with what the guard has found
   */
  void requireUsable() {
    preview.get().requireUsable();
  }

  /** What the chart renders to, before anything is installed. */
  Manifests rendered() {
    requireUsable();
    return preview.get().manifests();
  }

  /** The StatefulSet that is graded, before anything is installed. */
  StatefulSet renderedStatefulSet() {
    return GradedStatefulSet.of(submission, rendered());
  }

  /** What the submission's chart renders to, in the hands of a behaviour. */
  Rendering rendering(Evidence evidence) {
    String namespace = run.unusedName(submission.id());
    Release release = release(namespace, () -> run.cluster().kubeConfig());
    return new Rendering(submission, release, namespace, evidence);
  }

  /**
   * How long one more criterion may take. The clock begins with the first that can be checked on
   * the cluster.
   *
   * @throws TimeoutException if the submission has had its time
   */
  Duration timeLeft() throws TimeoutException {
    run.cluster();
    Duration limit = run.settings().timeLimit();
    Duration left = limit.minus(Duration.between(start.get(), Instant.now()));
    if (left.isNegative()) {
      throw new TimeoutException(
          "The submission's time limit (%d min) expired before this check started. Give it more with --time-limit MINUTES, or check fewer promises."
              .formatted(limit.toMinutes()));
    }
    return left.compareTo(Timeouts.CRITERION) < 0 ? left : Timeouts.CRITERION;
  }

  @Override
  public InstallPlan plan() {
    return plan.get();
  }

  private InstallPlan prepare() {
    ImageProvisioner images = run.images();
    Optional<String> image =
        run.settings()
            .image()
            .filter(given -> !submission.isFurther())
            .flatMap(given -> given(images, given));
    String toolbox = run.toolboxImage();
    InstallPlan prepared =
        SubmissionBytes.read(
            "What the chart renders to",
            () -> InstallPlanner.plan(submission, rendered(), image, toolbox, images::whyMissing));
    prepared.notes().forEach(this::note);
    if (prepared.standIn()) {
      run.listeners().tell(l -> l.appStoodInFor(submission));
    } else {
      image
          .or(() -> Optional.ofNullable(prepared.found().container().getImage()))
          .ifPresent(
              own -> run.listeners().tell(l -> l.appImageFound(submission, own, images.idOf(own))));
    }
    return prepared;
  }

  private static Optional<String> given(ImageProvisioner images, String given) {
    try {
      return images.take(given);
    } catch (ClusterException e) {
      throw new NotGradableException(String.valueOf(e.getMessage()), e);
    }
  }

  private void note(String note) {
    run.listeners().tell(l -> l.submissionNoted(submission, note));
  }

  /** The lab that behaviours share, as soon as Helm is done. */
  Installation begun() {
    return begun.get();
  }

  /** The same, if it was ever installed. */
  Optional<Installation> installedIfAny() {
    return begun.ifMade();
  }

  private Installation begin() {
    Installation installed = Installation.begin(this, judgedCopy());
    installed
        .currentStatefulSet()
        .flatMap(set -> PodSecurity.note(run.cluster().client(), installed.namespace(), set))
        .ifPresent(this::note);
    return installed;
  }

  /** The lab that behaviours share, once it is ready and known how its app behaves. */
  Installation ready() {
    Installation installed = ready.get();
    contract();
    return installed;
  }

  @Override
  public AppContract contract() {
    return plan().contract().orElseGet(this::triedContract);
  }

  private AppContract triedContract() {
    AppFinder.Found found = plan().found();
    return trial
        .get()
        .map(known -> known.contract(found, submission.app()))
        .orElseGet(
            () ->
                AppContract.withoutCounter(
                    found.container().getName(), found.port(), found.mount()));
  }

  private Optional<CountPageProbe.Outcome> tryOut() {
    return exploration
        .get()
        .map(Explored::outcome)
        .orElseGet(() -> tryOut(new ProbedLabPod(handle(ready.get()))));
  }

  private Optional<CountPageProbe.Outcome> tryOut(CountPageProbe.ProbedPod pod) {
    Optional<CountPageProbe.Outcome> outcome =
        CountPageProbe.of(
            pod, submission.app(), prepared().getSpec().getTemplate().getSpec(), rendered());
    how(outcome).forEach(this::note);
    return outcome;
  }

  private static List<String> how(Optional<CountPageProbe.Outcome> outcome) {
    return outcome.map(CountPageProbe.Outcome::how).orElse(List.of(CountPageProbe.NOTHING_COUNTS));
  }

  private Lab handle(Installation installed) {
    return new Lab(installed, new Evidence(), new Random(run.settings().seed()));
  }

  /** What makes the copy that is judged; found out by whoever asks first. */
  List<Patch> judgedCopy() {
    return judgedCopy.get();
  }

  private List<Patch> copy() {
    Optional<QuietRequests> requests =
        plan().quietRequests(prepared()).or(() -> exploration.get().flatMap(Explored::requests));
    return JudgedCopy.of(prepared(), requests);
  }

  private StatefulSet prepared() {
    return GradedStatefulSet.of(submission, rendered().with(plan().patches()));
  }

  /** Where probes may count and only trying can tell, before the lab that is shared. */
  private Optional<Explored> explore() {
    if (plan().contract().isPresent() || !Exploration.isNeeded(prepared())) {
      return Optional.empty();
    }
    List<Patch> patches = Exploration.patches(prepared(), plan().found().port());
    try (Installation installed = Installation.begin(this, patches)) {
      CountPageProbe.ProbedPod pod = new ProbedLabPod(handle(installed.awaitReady()));
      Optional<CountPageProbe.Outcome> outcome = tryOut(pod);
      int port = plan().found().port();
      return Optional.of(
          new Explored(outcome, outcome.map(o -> Exploration.requests(pod, o, prepared(), port))));
    }
  }

  @Override
  public List<String> howTheAppWasFound() {
    return Stream.of(
            plan().found().how().stream(),
            plan().notes().stream(),
            trial.ifMade().stream().flatMap(outcome -> how(outcome).stream()))
        .flatMap(how -> how)
        .toList();
  }

  @Override
  public LabCluster cluster() {
    return run.cluster();
  }

  @Override
  public Release release(String namespace, Supplier<Path> kubeConfig) {
    return run.release(submission, namespace, kubeConfig);
  }

  @Override
  public List<String> nodeAddresses() {
    return run.nodeAddresses();
  }

  @Override
  public String toolboxImage() {
    return run.toolboxImage();
  }

  @Override
  public ToolboxPod toolboxElsewhere() {
    return run.elsewhere().toolbox();
  }

  @Override
  public String newNamespaceName() {
    return run.newNamespaceName(submission.id());
  }

  @Override
  public void discard(String namespace) {
    run.session().discard(namespace);
  }

  /** Gives up the shared lab; waits for it where it is being installed. */
  @Override
  public void close() {
    begun.ifBegun().ifPresent(Installation::close);
  }
}
