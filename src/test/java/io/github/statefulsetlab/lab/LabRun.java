package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.HelmRunner;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Release;
import io.github.statefulsetlab.cluster.K3sCluster;
import io.github.statefulsetlab.cluster.LabCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What one run of the suite shares: its settings and submissions, the cluster, Helm, the labs that
 * behaviours share, and those who listen. Created by the first behaviour, closed by JUnit after the
 * last one.
 */
final class LabRun implements AutoCloseable {

  private static final String GRADER_IMAGE = "docker.io/statefulset-lab/toolbox:1";
  private static final String GRADER_IMAGE_FROM_REGISTRY = "alpine:3.22";

  private final Settings settings;
  private final List<Submission> submissions;
  private final List<LabListener> listeners;
  private final ClusterSession session;
  private final boolean ownsSession;
  private final CompletableFuture<LabCluster> cluster;
  private final Map<String, CompletableFuture<Installation>> shared = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Installation>> ready = new ConcurrentHashMap<>();
  private final Map<String, Optional<String>> refusals = new ConcurrentHashMap<>();
  private final Random names = new Random();
  private final List<GraderPod> elsewhere = new ArrayList<>();

  private LabRun(LabSetup setup, boolean ownsSession) {
    this.settings = setup.settings();
    this.submissions = setup.submissions();
    this.listeners = setup.listeners();
    this.session = setup.cluster();
    this.ownsSession = ownsSession;
    this.cluster =
        session
            .standing()
            .thenApply(
                standing -> {
                  tell(l -> l.clusterReady(standing.facts()));
                  return standing.cluster();
                });
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
      List<Submission> submissions = Profiles.selected(settings);
      listeners.forEach(l -> l.runStarted(settings, submissions));
      ClusterSession session =
          ClusterSession.start(settings, what -> listeners.forEach(l -> l.progress(what)));
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
      Optional<String> refusal = refusal(submission);
      if (refusal.isPresent()) {
        session.close();
        throw new UsageException(
            "The chart %s does not take the values of %s: %s"
                .formatted(submission.chart().name(), settings.values(), refusal.get()));
      }
    }
  }

  /**
   * Fails without waiting for the cluster if the chart does not even render.
   *
   * @throws NotGradableException with Helm's own words
   */
  void requireRenders(Submission submission) {
    refusal(submission)
        .ifPresent(
            words -> {
              throw new NotGradableException("The chart does not render: " + words);
            });
  }

  private Optional<String> refusal(Submission submission) {
    return refusals.computeIfAbsent(submission.id(), id -> render(submission));
  }

  private Optional<String> render(Submission submission) {
    String version =
        settings.usesExistingCluster()
            ? cluster().kubernetesVersion()
            : K3sCluster.KUBERNETES_VERSION;
    try {
      helm().template(submission.chart(), submission.values(), "preview", "preview", version);
      return Optional.empty();
    } catch (ChartException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The lab that behaviours of a submission share; whoever asks first waits until it is ready. */
  Installation sharedInstallation(Submission submission) {
    return once(ready, submission, () -> begunInstallation(submission).awaitReady());
  }

  /** The same, as soon as Helm is done; whoever asks first installs it. */
  Installation begunInstallation(Submission submission) {
    return once(shared, submission, () -> Installation.begin(this, submission, List.of()));
  }

  private static Installation once(
      Map<String, CompletableFuture<Installation>> all,
      Submission submission,
      Supplier<Installation> work) {
    CompletableFuture<Installation> mine = new CompletableFuture<>();
    CompletableFuture<Installation> first = all.putIfAbsent(submission.id(), mine);
    if (first != null) {
      return ClusterSession.await(first);
    }
    try {
      mine.complete(work.get());
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
    }
    return ClusterSession.await(mine);
  }

  /** What the submission's chart renders to, in the hands of a behaviour. */
  Rendering rendering(Submission submission, Evidence evidence, Hint hint) {
    String namespace = unusedName(submission.id());
    return new Rendering(submission, release(submission, namespace), namespace, evidence, hint);
  }

  /** What the chart renders to, before anything is installed. */
  Manifests rendered(Submission submission) {
    return release(submission, "default").manifests();
  }

  private Release release(Submission submission, String namespace) {
    return new Release(
        helm(),
        cluster(),
        submission.chart(),
        submission.values(),
        submission.id(),
        namespace,
        submission.patches());
  }

  /** The StatefulSet that the chart renders to, before anything is installed. */
  StatefulSet renderedStatefulSet(Submission submission) {
    return rendered(submission).of(StatefulSet.class).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new NotGradableException(
                    "The chart " + submission.chart().name() + " renders no StatefulSet."));
  }

  /** A pod of the grader's own in a namespace with no lab in it. */
  GraderPod graderElsewhere() {
    synchronized (elsewhere) {
      if (elsewhere.isEmpty()) {
        String namespace = newNamespaceName("elsewhere");
        Namespaces.create(cluster().client(), namespace);
        Namespaces.awaitServiceAccount(cluster().client(), namespace);
        elsewhere.add(GraderPod.start(cluster().client(), namespace, graderImage()));
      }
      return elsewhere.get(0);
    }
  }

  String graderImage() {
    boolean preloaded =
        cluster().client().nodes().list().getItems().stream()
            .filter(node -> node.getStatus().getImages() != null)
            .flatMap(node -> node.getStatus().getImages().stream())
            .flatMap(image -> image.getNames().stream())
            .anyMatch(GRADER_IMAGE::equals);
    return preloaded ? GRADER_IMAGE : GRADER_IMAGE_FROM_REGISTRY;
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
      if (!ownsSession || settings.usesExistingCluster()) {
        shared.values().stream()
            .filter(f -> !f.isCompletedExceptionally())
            .forEach(f -> f.join().close());
        elsewhere.forEach(grader -> discard(grader.namespace()));
      }
      if (ownsSession) {
        session.close();
      }
    } finally {
      tell(LabListener::runFinished);
    }
  }
}
