package io.github.statefulsetlab.lab.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.kube.ClaimIdentity;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.submission.CountText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One of the submission's pods, by name: the same through all its incarnations. What it says is
 * read from the recorded history; what it does goes through the API server.
 */
public final class LabPod {

  /** In place of a status, where the connection is refused. */
  public static final int NOBODY_LISTENS = PodPages.NOBODY_LISTENS;

  private final LabContext lab;
  private final String name;

  LabPod(LabContext lab, String name) {
    this.lab = lab;
    this.name = name;
  }

  /** What is known of the lab that the pod is in. */
  LabContext lab() {
    return lab;
  }

  public String name() {
    return name;
  }

  /** The pod as last seen; empty while there is none. */
  public Optional<Pod> current() {
    return lab.timeline().pod(name).current();
  }

  private Pod now() {
    return current().orElseThrow(() -> new AssertionError("There is no pod " + name + "."));
  }

  /** The name that {@code serviceName} gives the pod, complete. */
  public String fullName() {
    return "%s.%s.svc.cluster.local".formatted(shortName(), lab.namespace());
  }

  /** The pod's name and the Service's, which only a search list completes. */
  public String shortName() {
    return name + "." + lab.governingServiceName();
  }

  public String uid() {
    return now().getMetadata().getUid();
  }

  /** The pod's address; an assertion fails if it has none. */
  public String address() {
    return Pods.address(now())
        .orElseThrow(() -> new AssertionError("Pod " + name + " has no address."));
  }

  /**
   * Of the container that the app runs in: what else is in the pod may restart for reasons of its
   * own.
   */
  public int restarts() {
    return Pods.restarts(now(), lab.appContainer().getName());
  }

  /** The revision of the set that the pod was made from. */
  public String revision() {
    return Pods.revision(now()).orElse("none");
  }

  /** Whether that very set owns it. */
  public boolean isControlledBy(StatefulSet set) {
    return current().filter(pod -> Pods.isControlledBy(pod, set)).isPresent();
  }

  public boolean isReady() {
    return lab.isReady(name);
  }

  /**
   * Visits the page that counts, one request after another; where no page does, the grader counts
   * in a file of its own on the pod's volume.
   */
  public void visit(int times) {
    lab.when(
        "%s is visited %d time%s".formatted(name, times, times == 1 ? "" : "s"),
        () -> visitNow(times));
  }

  private void visitNow(int times) {
    if (!lab.contract().hasCounter()) {
      volume().writeAppFile(String.valueOf(count() + times));
      return;
    }
    for (int i = 0; i < times; i++) {
      pages().get(lab.contract().visitPath());
    }
  }

  /**
   * Visits the page that counts so many times, {@value ConcurrentVisits#AT_ONCE} visitors at a
   * time, from a pod of the grader's own. An assertion fails if a visit is not answered with
   * success.
   */
  public void visitConcurrently(int times) {
    lab.when(
        "%s is visited %d times, %d at a time".formatted(name, times, ConcurrentVisits.AT_ONCE),
        () -> ConcurrentVisits.send(lab, address(), times));
  }

  /**
   * The count as the app reports it; where no page does, as its file on the claim has it. A frozen
   * app counts nothing, and an app that has written no file has counted nothing yet.
   */
  public long count() {
    return lab.frozen().count(name, this::incarnation).orElseGet(this::countNow);
  }

  private long countNow() {
    return lab.contract()
        .countPath()
        .map(this::countOn)
        .orElseGet(() -> volume().appFile().map(this::countIn).orElse(0L));
  }

  /** Another one for each pod of this name, and each restart of it. */
  private String incarnation() {
    return uid() + "/" + restarts();
  }

  /** Whether the app has written no file on its claim. */
  public boolean hasNoFile() {
    return volume().appFile().isEmpty();
  }

  private long countOn(String path) {
    String page = pages().get(path);
    return CountText.read(page)
        .orElseThrow(
            () ->
                new AssertionError(
                    "The page %s of pod %s shows no number: %s".formatted(path, name, page)));
  }

  /**
   * The page; empty if there is none.
   *
   * @throws KubernetesClientException if the app answers with an error, or does not answer within
   *     this time
   */
  Optional<String> page(String path, Duration patience) {
    return pages().page(path, patience);
  }

  private PodPages pages() {
    return new PodPages(lab, name);
  }

  /** The status of the answer to a GET of this path, as 200, or {@link #NOBODY_LISTENS}. */
  public int status(String port, String path) {
    return pages().status(port, path);
  }

  /** The claim that holds the app's data; an assertion fails if there is none. */
  public PersistentVolumeClaim claim() {
    String claim = volume().claimName();
    return lab.timeline()
        .of(PersistentVolumeClaim.class, claim)
        .current()
        .orElseThrow(() -> new AssertionError("There is no claim " + claim + "."));
  }

  /** Which claim holds the app's data; an assertion fails if there is none. */
  public ClaimIdentity claimIdentity() {
    return ClaimIdentity.of(claim());
  }

  /** The app's file on the claim, as another pod that mounts it sees it. */
  public String storedFile() {
    return volume()
        .appFile()
        .orElseThrow(
            () ->
                Hint.on(
                    new AssertionError(
                        "There is no file %s on the claim of %s, as another pod that mounts it sees."
                            .formatted(lab.contract().fileName(), name)),
                    Advice.WRITE_WHERE_THE_CLAIM_IS));
  }

  /** Whether that file holds the count as text; an assertion fails where it is missing. */
  public boolean hasTextFile() {
    return lab.contract().isFileText() && storedFile().indexOf('\0') < 0;
  }

  /** The count in the app's file on the claim; an assertion fails if there is none. */
  public long storedCount() {
    return countIn(storedFile());
  }

  private long countIn(String stored) {
    return CountText.read(stored)
        .orElseThrow(
            () ->
                new AssertionError(
                    "The file %s on the claim of %s holds no number: %s"
                        .formatted(lab.contract().fileName(), name, stored)));
  }

  /** Writes a random marker to the pod's claim, from a pod of the grader's own. */
  public Marker writeMarker() {
    Marker marker = Marker.random(lab.random());
    lab.when(
        "%s is written to the claim of %s".formatted(marker.file(), name),
        () -> volume().write(marker.file(), marker.text()));
    return marker;
  }

  /** What the marker's file on the pod's claim holds now; empty if there is none. */
  public Optional<String> reads(Marker marker) {
    return volume().read(marker.file());
  }

  /** Adds the claim that holds the app's file, and this pod, which uses it. */
  void addClaimTo(Map<String, Pod> users) {
    users.put(volume().mountableClaim(), now());
  }

  private DataVolume volume() {
    return new DataVolume(lab, now());
  }

  /** Deletes the pod as {@code kubectl delete pod} does. */
  public void delete() {
    lab.when(
        "pod %s is deleted".formatted(name),
        () -> lab.client().pods().inNamespace(lab.namespace()).withName(name).delete());
  }

  /** Deletes the pod and waits for another one to be ready in its place. */
  public void deleteAndAwaitReplacement() {
    String uid = uid();
    delete();
    awaitReplacement(uid);
  }

  /** Waits for another pod of that name to be ready in the place of the one with this UID. */
  public void awaitReplacement(String uid) {
    lab.dependingOnReplacement(
        () ->
            SecondStart.around(
                name,
                () ->
                    lab.waits()
                        .whilePodsStart(
                            "a new pod %s, ready".formatted(name), () -> requireReplacement(uid))));
  }

  private void requireReplacement(String uid) {
    Pod now = now();
    if (now.getMetadata().getUid().equals(uid)) {
      throw new AssertionError("The old pod " + name + " is still there.");
    }
    if (!Pods.isReady(now)) {
      throw new AssertionError("The new pod " + name + " is " + Pods.phase(now) + ", not ready.");
    }
  }

  /** Waits for its app to have restarted this often in all, and the pod to be ready again. */
  public void awaitRestart(int restarts) {
    lab.waits()
        .eventually(
            "restart %d of the app in %s, and all ready".formatted(restarts, name),
            () -> {
              if (restarts() != restarts || !isReady()) {
                throw new AssertionError(
                    "%s has restarted %d times and is %sready."
                        .formatted(name, restarts(), isReady() ? "" : "not "));
              }
            });
  }

  /** Waits until its containers are ready, gate or no gate, and returns the pod. */
  public LabPod awaitContainersReady() {
    try {
      lab.waits()
          .whilePodsStart(
              "containers of %s ready".formatted(name),
              () -> assertThat(containers()).as("containers of %s", name).isEqualTo("ready"));
    } catch (AssertionError e) {
      throw new NotReadyException(String.valueOf(e.getMessage()), e);
    }
    return this;
  }

  /** What kubectl shows as its status. */
  public String phase() {
    return current().map(Pods::phase).orElse("missing");
  }

  /** Whether all its containers run, ready or not. */
  public boolean isRunning() {
    return current().filter(Pods::isRunning).isPresent();
  }

  /** Stops all processes of the container on the node (SIGSTOP): the app hangs, whatever it is. */
  public void freeze() {
    long count = count();
    lab.when("the processes of %s are stopped".formatted(name), () -> processes().stop());
    lab.frozen().add(name, incarnation(), count);
  }

  /** Lets a frozen container go on. */
  public void thaw() {
    lab.when("the processes of %s go on".formatted(name), () -> processes().resume());
    lab.frozen().remove(name);
  }

  /** Kills the container's main process on the node (SIGKILL). */
  public void crash() {
    lab.when("the main process of %s is killed".formatted(name), () -> processes().kill());
  }

  private PodProcesses processes() {
    return new PodProcesses(lab, now());
  }

  /** Lets the pod be ready, where it was installed with a {@link ReadinessGate}. */
  public void openGate() {
    lab.when(
        "the readiness gate of %s is opened".formatted(name), () -> ReadinessGate.open(lab, name));
  }

  /** Makes the pod unready, where it was installed with a {@link ReadinessGate}. */
  public void closeGate() {
    lab.when(
        "the readiness gate of %s is closed".formatted(name), () -> ReadinessGate.close(lab, name));
  }

  /** What its containers are: ready, although its gate may still be closed, or something else. */
  private String containers() {
    return current().filter(pod -> Pods.conditionIs(pod, "ContainersReady", "True")).isPresent()
        ? "ready"
        : phase();
  }

  /**
   * Makes the pod unready: by its {@link ReadinessGate} where it has one, else by the bundled app's
   * own switch, and any other app is frozen, so that its readiness probe fails. A liveness probe
   * would restart that: see {@link StatefulSetPatches#withoutLiveness}.
   */
  public void breakReadiness() {
    if (ReadinessGate.isOn(now())) {
      closeGate();
    } else if (lab.contract().hasFaults()) {
      fault("readiness/off");
    } else {
      freeze();
    }
  }

  /** Makes the pod ready again. */
  public void restoreReadiness() {
    if (ReadinessGate.isOn(now())) {
      openGate();
    } else if (lab.contract().hasFaults()) {
      fault("readiness/on");
    } else {
      thaw();
    }
  }

  private void fault(String what) {
    lab.when("%s is told: /faults/%s".formatted(name, what), () -> pages().post("/faults/" + what));
  }

  @Override
  public String toString() {
    return name;
  }
}
