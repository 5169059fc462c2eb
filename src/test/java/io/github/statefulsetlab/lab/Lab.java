package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.installation.Awaiter;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.installation.Tables;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.EndpointSlices;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Rollout;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.Workloads;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.PodPlots;
import io.github.statefulsetlab.lab.context.PodTroubles;
import io.github.statefulsetlab.lab.context.StartTimes;
import io.github.statefulsetlab.lab.dns.GoverningService;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.remedy.CountCauses;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.opentest4j.TestAbortedException;

/**
 * A running installation of a submission, in the hands of one behaviour: its pods and claims, its
 * history, and the words for what is done to it. Waiting for something fails with what was waited
 * for, what was there instead, and the last events.
 */
public final class Lab {

  private static final int MOST_VISITS = 5;

  private final Installation installation;
  private final Evidence evidence;
  private final Hint hint;
  private final Random random;
  private final Admin admin = new Admin(this);
  private final Map<String, Frozen> frozen = new ConcurrentHashMap<>();

  public Lab(Installation installation, Evidence evidence, Hint hint, Random random) {
    this.installation = installation;
    this.evidence = evidence;
    this.hint = hint;
    this.random = random;
  }

  public Installation installation() {
    return installation;
  }

  LabCluster cluster() {
    return installation.cluster();
  }

  public KubernetesClient client() {
    return installation.client();
  }

  public String namespace() {
    return installation.namespace();
  }

  public AppContract contract() {
    return installation.contract();
  }

  public Timeline timeline() {
    return installation.timeline();
  }

  public Evidence evidence() {
    return evidence;
  }

  /**
   * From here on a failure has another cause than the criterion's own hint is about, and is shown
   * with this hint: what to change, in a sentence. The last one said counts.
   */
  public void hinting(String instead) {
    hint.set(instead);
  }

  /** From here on a failure is shown with the criterion's own hint again. */
  public void hintingAsUsual() {
    hint.reset();
  }

  /** The StatefulSet as last seen. */
  public StatefulSet statefulSet() {
    return installation
        .currentStatefulSet()
        .orElseThrow(
            () ->
                new AssertionError(
                    "There is no StatefulSet " + installation.statefulSetName() + "."));
  }

  /** The set's pods in the order of their ordinals, whether they exist yet or not. */
  public List<LabPod> pods() {
    return StatefulSets.podNames(statefulSet()).stream()
        .map(name -> new LabPod(this, name))
        .toList();
  }

  /** The pods that the set's selector matches, whoever made them, on their way out or not. */
  public List<Pod> podsOf(StatefulSet set) {
    return timeline().current(Pod.class).stream()
        .filter(pod -> Workloads.selects(set, Workloads.podLabels(pod)))
        .toList();
  }

  /** The n-th of the set's pods, counted from 0. An assertion fails if the set has not so many. */
  public LabPod pod(int n) {
    List<LabPod> pods = pods();
    if (n >= pods.size()) {
      throw new TestAbortedException(
          "The StatefulSet has %d pods, so there is no pod %d to look at."
              .formatted(pods.size(), n));
    }
    return pods.get(n);
  }

  private record Frozen(String incarnation, long count) {}

  /**
   * What a pod had counted that hangs because a behaviour froze it, and that nobody restarted. It
   * counts nothing more, and a request that reaches it gets no answer.
   */
  Optional<Long> countWhenFrozen(LabPod pod) {
    return Optional.ofNullable(frozen.get(pod.name()))
        .filter(when -> when.incarnation().equals(incarnation(pod)))
        .map(Frozen::count);
  }

  void recordFreeze(LabPod pod, long count) {
    frozen.put(pod.name(), new Frozen(incarnation(pod), count));
  }

  void clearFreeze(LabPod pod) {
    frozen.remove(pod.name());
  }

  private static String incarnation(LabPod pod) {
    return pod.uid() + "/" + pod.restarts();
  }

  /** The pod with the highest ordinal. */
  public LabPod lastPod() {
    return pod(pods().size() - 1);
  }

  /** The names of the set's other pods. */
  public List<String> podNamesExcept(LabPod pod) {
    return podNames().stream().filter(name -> !name.equals(pod.name())).toList();
  }

  /** The Service that clients use; an assertion fails, with a hint, if there is none. */
  public Service clientService() {
    return withAddress()
        .orElseThrow(
            () -> {
              hinting(Advice.ADD_A_SERVICE_FOR_CLIENTS);
              return new AssertionError(
                  "No Service of the chart selects the StatefulSet's pods and has an address of its"
                      + " own.");
            });
  }

  /** Skips the behaviour where there is no Service that clients could use. */
  public void assumeServiceForClients() {
    if (withAddress().isEmpty()) {
      throw new TestAbortedException(
          "Clients have no Service that leads to the pods, so no traffic can be watched;"
              + " counts.load-balanced says more.");
    }
  }

  private Optional<Service> withAddress() {
    return installation.clientService().filter(service -> !Services.isHeadless(service));
  }

  /** A random number of visits, at least one. */
  public int randomVisitCount() {
    return 1 + random.nextInt(MOST_VISITS);
  }

  /** As many different random numbers of visits as asked for, each at least one. */
  public List<Integer> distinctVisitCounts(int howMany) {
    return random.ints(1, MOST_VISITS * howMany).distinct().limit(howMany).boxed().toList();
  }

  Marker newMarker() {
    String id = Long.toHexString(random.nextLong());
    return new Marker("marker-" + id, "written by statefulset-lab " + id);
  }

  /** Look-ups from a pod of the grader's own, in the lab's namespace. */
  public DnsLookups lookups() {
    return new DnsLookups(this, installation.toolbox());
  }

  /** Look-ups from a pod of the grader's own, in another namespace, which many labs share. */
  public DnsLookups lookupsFromAnotherNamespace() {
    return new DnsLookups(this, installation.toolboxElsewhere());
  }

  /** The Service that {@code serviceName} names, as it is now. */
  public GoverningService governingService() {
    return new GoverningService(
        statefulSet(), client().services().inNamespace(namespace()).list().getItems());
  }

  /** All pods' counts, in order. */
  public List<Long> counts() {
    return pods().stream().map(LabPod::count).toList();
  }

  /** Visits each pod a random number of times. */
  public void visitEveryPod() {
    pods().forEach(pod -> pod.visit(randomVisitCount()));
  }

  /** The pods that the Service under which they have their names selects now, ready or not. */
  public Set<String> podsBehind(GoverningService service) {
    return service.pods(timeline().current(EndpointSlice.class));
  }

  /** Visits through the Service, and which pods they reach. */
  public ClientTraffic clientTraffic() {
    return new ClientTraffic(this);
  }

  /** Fails unless the pods' counts are these, with a hint that fits the cause. */
  public void assertCounts(String what, List<Long> expected) {
    List<Long> actual = counts();
    if (!actual.equals(expected)) {
      if (contract().countPath().isEmpty() && pods().stream().anyMatch(LabPod::hasNoFile)) {
        hinting(Advice.WRITE_WHERE_THE_CLAIM_IS);
      }
      CountCauses.hint(
              statefulSet().getSpec().getTemplate().getSpec(), contract(), expected, actual)
          .ifPresent(this::hinting);
      throw new AssertionError(
          "%s of %s: expected %s, but they are %s.".formatted(what, podNames(), expected, actual));
    }
  }

  /** Fails unless the pod's count is this, with a hint that fits the cause if a probe visits. */
  public void assertCount(LabPod pod, String what, long expected) {
    long actual = pod.count();
    if (actual != expected) {
      CountCauses.ofProbes(
              statefulSet().getSpec().getTemplate().getSpec(),
              contract(),
              List.of(expected),
              List.of(actual))
          .ifPresent(this::hinting);
      throw new AssertionError(
          "%s of %s: expected %d, but it is %d.".formatted(what, pod, expected, actual));
    }
  }

  /** Fails unless the pods found these counts again on claims that were kept. */
  public void assertCountsSurvived(List<Long> expected) {
    hinting(storage().adviceForLostCounts());
    assertCounts("Counts read from the claims that were kept", expected);
    hintingAsUsual();
  }

  /** Who scales, uninstalls and installs. */
  public Admin admin() {
    return admin;
  }

  /** The claims. */
  public Storage storage() {
    return new Storage(this);
  }

  /** Waits until the containers of the n-th pod are ready, gate or no gate, and returns the pod. */
  public LabPod podWithReadyContainers(int n) {
    LabPod pod = pod(n);
    try {
      eventually(
          "containers of %s ready".formatted(pod),
          () ->
              assertThat(pod.hasReadyContainers()).as("containers of %s are ready", pod).isTrue());
    } catch (AssertionError e) {
      throw new NotReadyException(String.valueOf(e.getMessage()), e);
    }
    return pod;
  }

  /** The pod management policy that was asked for; where none was, the chart's own. */
  public String askedPolicy() {
    return askedPolicy(installation.submission(), statefulSet());
  }

  /** Waits until the assertion holds, for as long as a change may take. */
  public void eventually(String what, ThrowingRunnable assertion) {
    within(installation.pace().change(), what, assertion);
  }

  /** Waits until the assertion holds, for no longer than what is decided already takes to show. */
  public void shortly(String what, ThrowingRunnable assertion) {
    within(Timeouts.SHOW, what, assertion);
  }

  /** Waits until the assertion holds. */
  public void within(Duration atMost, String what, ThrowingRunnable assertion) {
    new Awaiter(installation).eventually(atMost, what, assertion);
  }

  /** Watches for a while that the assertion goes on to hold. */
  public void consistently(String what, ThrowingRunnable assertion) {
    consistentlyFor(Timeouts.HOLD, what, assertion);
  }

  /** Watches that the assertion goes on to hold, and fails at the first moment when it does not. */
  public void consistentlyFor(Duration window, String what, ThrowingRunnable assertion) {
    new Awaiter(installation).consistently(window, what, assertion);
  }

  /** The names of the set's pods, in order. */
  public List<String> podNames() {
    return pods().stream().map(LabPod::name).toList();
  }

  /** The claims of the set's templates that exist now, by name. */
  public List<PersistentVolumeClaim> claims() {
    return timeline().current(PersistentVolumeClaim.class);
  }

  /** Fails if a page counts that the chart makes the kubelet ask for, with the line that does. */
  public void assertKubeletDoesNotVisit() {
    new KubeletVisits(this).assertNoneCounts();
  }

  /** Fails if a page is not there that a probe of the app's container asks for. */
  public void assertProbesAskForWhatExists() {
    new KubeletVisits(this).assertPagesExist();
  }

  /**
   * Three of the longest period of the pods' probes, each Kubernetes' default of 10 s where none is
   * set, and at most {@link Timeouts#LONGEST_WINDOW}.
   */
  public Duration threeProbePeriods() {
    Duration window =
        statefulSet().getSpec().getTemplate().getSpec().getContainers().stream()
            .flatMap(
                c -> Stream.of(c.getLivenessProbe(), c.getReadinessProbe(), c.getStartupProbe()))
            .filter(Objects::nonNull)
            .map(
                probe ->
                    Duration.ofSeconds(Optional.ofNullable(probe.getPeriodSeconds()).orElse(10)))
            .max(Comparator.naturalOrder())
            .orElse(Timeouts.HOLD)
            .multipliedBy(3);
    return window.compareTo(Timeouts.LONGEST_WINDOW) < 0 ? window : Timeouts.LONGEST_WINDOW;
  }

  /** The container of the pods' template that serves the app's port. */
  public Container appContainer() {
    return Containers.named(
        installation.appContainer(), statefulSet().getSpec().getTemplate().getSpec());
  }

  /** The same container as the chart has it, before the harness changed anything. */
  public Container appContainerAsWritten() {
    return Containers.named(installation.appContainer(), installation.podTemplate());
  }

  /** When each pod was created and ready, kept as evidence under this title. */
  public StartTimes startTimes(String title) {
    StartTimes times = StartTimes.of(statefulSet(), timeline(), title);
    evidence.add(title, times.table());
    return times;
  }

  /** Fails unless the Service's endpoints say this of the pod. */
  public void assertEndpoint(LabPod pod, boolean ready) {
    if (EndpointSlices.isReady(timeline().current(EndpointSlice.class), clientService(), pod.name())
        != ready) {
      throw new AssertionError(
          "The EndpointSlices of Service %s do not say that %s is %s."
              .formatted(
                  clientService().getMetadata().getName(),
                  pod.name(),
                  ready ? "ready" : "not ready"));
    }
  }

  /**
   * Sends visits through the Service and fails if one reaches this pod; where no page counts, the
   * Service's endpoints say so.
   */
  public void assertNotReached(LabPod pod, int visits) {
    if (!contract().hasCounter()) {
      assertEndpoint(pod, false);
      return;
    }
    long grown = reached(pod, visits);
    if (grown != 0) {
      throw new AssertionError(
          "%d of %d visits through the Service reached %s.".formatted(grown, visits, pod.name()));
    }
  }

  /**
   * Sends visits through the Service and fails if none reaches this pod; where no page counts, the
   * Service's endpoints say so.
   */
  public void assertReached(LabPod pod, int visits) {
    if (!contract().hasCounter()) {
      assertEndpoint(pod, true);
      return;
    }
    if (reached(pod, visits) == 0) {
      throw new AssertionError(
          "None of %d visits through the Service reached %s.".formatted(visits, pod.name()));
    }
  }

  private long reached(LabPod pod, int visits) {
    long before = pod.count();
    List<Long> all = counts();
    clientTraffic().sendVisits(visits);
    evidence.add(
        "%d visits through Service %s".formatted(visits, clientService().getMetadata().getName()),
        Tables.table(List.of("POD", "BEFORE", "AFTER"), rows(all, counts())));
    return pod.count() - before;
  }

  private List<List<String>> rows(List<Long> before, List<Long> after) {
    return IntStream.range(0, pods().size())
        .mapToObj(i -> List.of(pod(i).name(), before.get(i) + "", after.get(i) + ""))
        .toList();
  }

  /**
   * Waits until all pods of a new installation are ready.
   *
   * @throws NotReadyException if they are not in time, which says nothing about the promise
   */
  public void awaitInstalled() {
    installation.awaitReady();
  }

  /** Waits until all pods are ready, as after a change to the set. */
  public void awaitReady() {
    within(
        installation.pace().install(),
        "all pods ready",
        () -> {
          if (!StatefulSets.isRolledOut(statefulSet())
              || !pods().stream().allMatch(LabPod::isReady)) {
            throw new AssertionError(
                "ready: "
                    + pods().stream()
                        .filter(LabPod::isReady)
                        .map(LabPod::name)
                        .collect(Collectors.joining(", ")));
          }
        });
  }

  /** Upgrades the release by Helm, and fails if that is refused; see {@link Upgrade}. */
  public void upgrade(Patch... patches) {
    new Upgrade(this).with(List.of(patches));
  }

  /** What Helm says to an upgrade that must be refused; fails if it is not. */
  public String refusal(Patch... patches) {
    return new Upgrade(this).refusal(List.of(patches));
  }

  /**
   * Upgrades the release to the same chart under a higher version, and fails if that is refused.
   */
  public void upgradeToTheNextVersion() {
    new Upgrade(this).toTheNextVersion();
  }

  /** The revision that the set's template asks for, of whatever revision the pods are. */
  public String revision() {
    return StatefulSets.updateRevision(statefulSet())
        .orElseThrow(() -> new AssertionError("The StatefulSet has no revision."));
  }

  /** Revisions by which the lowest pods are at one, and all others at another. */
  public List<String> revisions(int lowest, String theirs, String others) {
    return IntStream.range(0, pods().size()).mapToObj(i -> i < lowest ? theirs : others).toList();
  }

  /** All pods' revisions, in order. */
  public List<String> revisions() {
    return pods().stream().map(LabPod::revision).toList();
  }

  /** Waits until an update is done, as far as its strategy does it by itself. */
  public void awaitRollout() {
    within(
        installation.pace().rollout(),
        "the update is rolled out",
        () ->
            Rollout.unfinished(statefulSet(), timeline().current(Pod.class))
                .ifPresent(
                    what -> {
                      throw new AssertionError("Not rolled out: " + what + ".");
                    }));
  }

  /** Waits for another pod of that name to be ready in the place of the one with this UID. */
  public void awaitReplacement(LabPod pod, String uid) {
    eventually(
        "a new pod %s, ready".formatted(pod.name()),
        () -> {
          Pod now =
              pod.current()
                  .orElseThrow(() -> new AssertionError("There is no pod " + pod.name() + "."));
          if (now.getMetadata().getUid().equals(uid)) {
            throw new AssertionError("The old pod " + pod.name() + " is still there.");
          }
          if (!Pods.isReady(now)) {
            throw new AssertionError(
                "The new pod " + pod.name() + " is " + Pods.phase(now) + ", not ready.");
          }
        });
  }

  /** Waits for the pod's containers to have restarted this often in all, and to be ready again. */
  public void awaitRestart(LabPod pod, int restarts) {
    eventually(
        "restart %d of %s, and all ready".formatted(restarts, pod),
        () -> {
          if (pod.restarts() != restarts || !pod.isReady()) {
            throw new AssertionError(
                "%s has restarted %d times and is %sready."
                    .formatted(pod, pod.restarts(), pod.isReady() ? "" : "not "));
          }
        });
  }

  /** Skips the behaviour unless this pod management policy was asked for. */
  public void assumePolicy(String policy) {
    assumePolicy(installation.submission(), statefulSet(), policy);
  }

  public static void assumePolicy(Submission submission, StatefulSet set, String policy) {
    String asked = askedPolicy(submission, set);
    if (!asked.equals(policy)) {
      throw new TestAbortedException(
          "%s asks for podManagementPolicy %s; this is about %s."
              .formatted(submission.id(), asked, policy));
    }
  }

  private static String askedPolicy(Submission submission, StatefulSet set) {
    return submission.expectedPolicy().orElseGet(() -> StatefulSets.podManagementPolicy(set));
  }

  /** Skips the behaviour where updates wait for somebody to delete the pods. */
  public void assumeRollingUpdate() {
    if (StatefulSets.ON_DELETE.equals(StatefulSets.updateStrategy(statefulSet()))) {
      throw new TestAbortedException(
          "%s asks for updateStrategy OnDelete; this is about RollingUpdate."
              .formatted(installation.submission().id()));
    }
  }

  /**
   * Adds what {@code kubectl get} would show now, the pods' history, and a plot of what the
   * criterion's family is about, unless the behaviour has drawn one.
   */
  public void attachState(String criterion) {
    evidence.add("How the app was found", String.join("\n", installation.howTheAppWasFound()));
    evidence.add("kubectl get pods", Tables.pods(timeline().current(Pod.class)));
    evidence.add(
        "kubectl get statefulsets", Tables.statefulSets(timeline().current(StatefulSet.class)));
    evidence.add(
        "kubectl get services",
        Tables.services(client().services().inNamespace(namespace()).list().getItems()));
    evidence.add(
        "kubectl get persistentvolumeclaims",
        Tables.claims(timeline().current(PersistentVolumeClaim.class)));
    evidence.add("Timeline of the pods", timeline().describePods());
    if (!evidence.hasPlot()) {
      new PodPlots(installation).of(criterion).ifPresent(evidence::add);
    }
  }

  /** Draws how these pods started below those of another lab, on one axis. */
  public void drawStartsBelow(Lab above) {
    evidence.add(new PodPlots(installation).startsBelow(new PodPlots(above.installation())));
  }

  /** Adds logs, conditions and events of the pods to the evidence, after something went wrong. */
  public void attachTroubles() {
    new PodTroubles(installation).keep(evidence);
  }

  /**
   * Checks what pods that run can show, ready or not. Where it holds and they are not ready, fails
   * with the reason why they are not.
   */
  public void evenIfNotReady(Runnable check) {
    Optional<RuntimeException> reason = reasonNotReady();
    if (reason.isPresent() && !pod(0).isRunning()) {
      throw reason.get();
    }
    check.run();
    reason.ifPresent(
        e -> {
          throw e;
        });
  }

  private Optional<RuntimeException> reasonNotReady() {
    try {
      awaitInstalled();
      return Optional.empty();
    } catch (NotReadyException | NotGradableException e) {
      return Optional.of(e);
    }
  }
}
