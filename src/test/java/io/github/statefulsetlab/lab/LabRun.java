package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.NodeAddress;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.chart.helm.Release;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.ImageSupply;
import io.github.statefulsetlab.cluster.LabCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one run of the suite shares: its settings and submissions, the cluster, Helm, the labs that
 * behaviours share, and those who listen. Created by the first behaviour, closed by JUnit after the
 * last one.
 */
final class LabRun implements AutoCloseable {

  /** The first labs are what everybody waits for. */
  private static final Duration CANARY_DELAY = Duration.ofSeconds(5);

  private static final Executor CANARY = task -> new Thread(task, "lab-canary").start();

  private final Settings settings;
  private final List<Submission> submissions;
  private final List<LabListener> listeners;
  private final ClusterSession session;
  private final boolean ownsSession;
  private final CompletableFuture<LabCluster> cluster;
  private final Previews previews;
  private final OncePerSubmission<Preparation> prepared = new OncePerSubmission<>(this::prepare);
  private final OncePerSubmission<Installation> shared = new OncePerSubmission<>(this::beginShared);
  private final OncePerSubmission<Installation> ready =
      new OncePerSubmission<>(submission -> begunInstallation(submission).awaitReady().tried());
  private final Elsewhere elsewhere =
      new Elsewhere(() -> cluster().client(), () -> newNamespaceName("elsewhere"));
  private final Map<String, Instant> begun = new ConcurrentHashMap<>();
  private final Random names = new Random();
  private @Nullable ImageSupply supply;
  private final CompletableFuture<Void> canary;

  private LabRun(LabSetup setup, boolean ownsSession) {
    this.settings = setup.settings();
    this.submissions = setup.submissions();
    this.listeners = setup.listeners();
    this.session = setup.cluster();
    this.ownsSession = ownsSession;
    this.previews = new Previews(settings, session);
    submissions.forEach(
        submission ->
            submission
                .adaptation()
                .notes()
                .forEach(note -> tell(l -> l.submissionNoted(submission, note))));
    this.cluster =
        session
            .standing()
            .thenApply(
                standing -> {
                  tell(l -> l.clusterReady(standing.facts()));
                  return standing.cluster();
                });
    this.canary =
        ownsSession
            ? cluster.thenAcceptAsync(
                standing -> observeNetworkPolicy(),
                CompletableFuture.delayedExecutor(
                    CANARY_DELAY.toSeconds(), TimeUnit.SECONDS, CANARY))
            : CompletableFuture.completedFuture(null);
  }

  /** The run that this test belongs to. */
  static LabRun of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(LabRun.class))
        .computeIfAbsent(Attempted.class, key -> attempt(context), Attempted.class)
        .orThrow();
  }

  /** A run, or the reason why there is none: found out once, however many classes ask. */
  private record Attempted(Optional<LabRun> run, Optional<UsageException> refusal)
      implements AutoCloseable {

    LabRun orThrow() {
      return run.orElseThrow(refusal::orElseThrow);
    }

    @Override
    public void close() {
      run.ifPresent(LabRun::close);
    }
  }

  private static Attempted attempt(ExtensionContext context) {
    try {
      LabRun run = LabSetup.lentTo(context).map(LabRun::lent).orElseGet(LabRun::ofItsOwn);
      return new Attempted(Optional.of(run), Optional.empty());
    } catch (UsageException e) {
      return new Attempted(Optional.empty(), Optional.of(e));
    }
  }

  private static LabRun lent(LabSetup setup) {
    setup.listeners().forEach(l -> l.runStarted(setup.settings(), setup.submissions()));
    return new LabRun(setup, false);
  }

  private static LabRun ofItsOwn() {
    List<LabListener> listeners =
        ServiceLoader.load(LabListener.class).stream().map(ServiceLoader.Provider::get).toList();
    try {
      Settings settings = Settings.fromSystemProperties();
      List<Submission> selected = Profiles.selected(settings);
      ClusterSession session =
          ClusterSession.start(settings, what -> listeners.forEach(l -> l.progress(what)));
      List<Submission> submissions =
          settings.chart().isEmpty()
              ? selected
              : selected.stream()
                  .flatMap(s -> StudentCharts.oneForEachSet(s, session.helm()))
                  .toList();
      listeners.forEach(l -> l.runStarted(settings, submissions));
      LabRun run = new LabRun(new LabSetup(settings, submissions, listeners, session), true);
      if (!settings.values().isEmpty()) {
        run.requireUsableValues();
      }
      return run;
    } catch (UsageException e) {
      listeners.forEach(l -> l.runRefused(e));
      throw e;
    }
  }

  Settings settings() {
    return settings;
  }

  List<Submission> submissions() {
    return submissions;
  }

  ClusterSession session() {
    return session;
  }

  LabCluster cluster() {
    return ClusterSession.await(cluster);
  }

  HelmRunner helm() {
    return session.helm();
  }

  /**
   * Values that somebody gave by hand and that the chart refuses are bad usage, not a bad chart.
   */
  private void requireUsableValues() {
    for (Submission submission : submissions) {
      Optional<String> refusal = previews.refusal(submission);
      if (refusal.isPresent()) {
        session.close();
        throw new UsageException(
            "The chart %s does not take the values of %s: %s"
                .formatted(submission.chart().name(), settings.values(), refusal.get()));
      }
    }
  }

  /**
   * Fails without waiting for the cluster if the chart does not even render, or asks for what no
   * chart may have.
   *
   * @throws NotGradableException with Helm's own words, or with what the guard has found
   */
  void requireRenders(Submission submission) {
    previews.requireUsable(submission);
  }

  /**
   * How long one more criterion of a submission may take. Its clock begins with the first that can
   * be checked on the cluster.
   *
   * @throws TimeoutException if the submission has had its time
   */
  Duration timeLeft(Submission submission) throws TimeoutException {
    cluster();
    Instant start = begun.computeIfAbsent(submission.id(), id -> Instant.now());
    Duration left = settings.timeLimit().minus(Duration.between(start, Instant.now()));
    if (left.isNegative()) {
      throw new TimeoutException(
          "The %d min for one submission were over before this was checked. Give it more with --time-limit MINUTES, or check fewer promises."
              .formatted(settings.timeLimit().toMinutes()));
    }
    return left.compareTo(Waits.CRITERION) < 0 ? left : Waits.CRITERION;
  }

  /** The lab that behaviours of a submission share; whoever asks first waits until it is ready. */
  Installation sharedInstallation(Submission submission) {
    return ready.of(submission);
  }

  /** The same, as soon as Helm is done; whoever asks first installs it. */
  Installation begunInstallation(Submission submission) {
    return shared.of(submission);
  }

  private Installation beginShared(Submission submission) {
    Installation installed = Installation.begin(this, submission, List.of());
    installed
        .currentStatefulSet()
        .flatMap(set -> PodSecurity.note(cluster().client(), installed.namespace(), set))
        .ifPresent(note -> tell(l -> l.submissionNoted(submission, note)));
    return installed;
  }

  /** What the submission's chart renders to, in the hands of a behaviour. */
  Rendering rendering(Submission submission, Evidence evidence, Hint hint) {
    String namespace = unusedName(submission.id());
    return new Rendering(submission, release(submission, namespace), namespace, evidence, hint);
  }

  /** What the chart renders to, before anything is installed. */
  Manifests rendered(Submission submission) {
    return release(submission, Previews.NAMESPACE).manifests();
  }

  /** A release by the grader itself, whose rights only rendering does not need. */
  private Release release(Submission submission, String namespace) {
    return release(submission, namespace, () -> cluster().kubeConfig());
  }

  /** A release that is not installed yet, by whoever has the kubeconfig. */
  Release release(Submission submission, String namespace, Supplier<Path> kubeConfig) {
    return new Release(
        helm(),
        cluster(),
        kubeConfig,
        submission.chart(),
        submission.values(),
        submission.release(),
        namespace,
        submission.allPatches());
  }

  /** The StatefulSet that is graded, before anything is installed. */
  StatefulSet renderedStatefulSet(Submission submission) {
    return Preparation.graded(submission, rendered(submission));
  }

  /** What an install of the submission needs; found out by whoever asks first. */
  Preparation preparation(Submission submission) {
    return prepared.of(submission);
  }

  private Preparation prepare(Submission submission) {
    ImageSupply images = images();
    Preparation preparation =
        Preparation.of(
            submission,
            rendered(submission),
            settings.image().flatMap(given -> given(images, given)),
            graderImage(),
            images::provide);
    preparation.notes().forEach(note -> tell(l -> l.submissionNoted(submission, note)));
    return preparation;
  }

  private static Optional<String> given(ImageSupply images, String given) {
    try {
      return images.take(given);
    } catch (ClusterException e) {
      throw new NotGradableException(String.valueOf(e.getMessage()), e);
    }
  }

  private synchronized ImageSupply images() {
    if (supply == null) {
      supply =
          new ImageSupply(
              cluster(),
              what -> tell(l -> l.progress(what)),
              image -> PullTrial.succeeds(cluster().client(), elsewhere.namespace(), image));
    }
    return supply;
  }

  /** How the submission's app behaves; where only trying can tell, the shared lab is tried. */
  AppContract contract(Submission submission) {
    return preparation(submission)
        .contract()
        .orElseGet(() -> sharedInstallation(submission).contract());
  }

  /** A pod of the grader's own in a namespace with no lab in it. */
  GraderPod graderElsewhere() {
    return elsewhere.grader();
  }

  /** The nodes' addresses inside the cluster. */
  List<String> nodeAddresses() {
    return cluster().client().nodes().list().getItems().stream()
        .flatMap(node -> node.getStatus().getAddresses().stream())
        .filter(address -> address.getType().equals("InternalIP"))
        .map(NodeAddress::getAddress)
        .toList();
  }

  private void observeNetworkPolicy() {
    String guarded = newNamespaceName("canary");
    String other = newNamespaceName("canary-visitor");
    try {
      boolean enforced =
          new NetworkPolicyCanary(cluster().client(), graderImage()).isEnforced(guarded, other);
      tell(l -> l.networkPolicySeen(enforced));
    } catch (RuntimeException e) {
      tell(l -> l.progress("can't tell whether NetworkPolicies are enforced: " + e.getMessage()));
    } finally {
      discard(guarded);
      discard(other);
    }
  }

  String graderImage() {
    return GraderPod.imageOn(cluster().client());
  }

  String newNamespaceName(Submission submission) {
    return newNamespaceName(submission.id());
  }

  private String newNamespaceName(String what) {
    String name = unusedName(what);
    session.uses(name);
    return name;
  }

  private String unusedName(String what) {
    String id = what.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    synchronized (names) {
      return "lab-%.40s-%05x".formatted(id, names.nextInt(1 << 20));
    }
  }

  void discard(String namespace) {
    session.discard(namespace);
  }

  void tell(Consumer<LabListener> message) {
    listeners.forEach(message);
  }

  @Override
  public void close() {
    try {
      canary
          .completeOnTimeout(null, Waits.SHOW.toSeconds(), TimeUnit.SECONDS)
          .exceptionally(e -> null)
          .join();
      if (!ownsSession || settings.usesExistingCluster()) {
        shared.done().forEach(Installation::close);
        elsewhere.discard(this::discard);
      }
      if (ownsSession) {
        session.close();
      }
    } finally {
      tell(LabListener::runFinished);
    }
  }
}
