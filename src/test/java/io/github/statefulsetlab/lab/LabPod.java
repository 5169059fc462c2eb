package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.NodeShell;
import io.github.statefulsetlab.kube.Pods;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.TestAbortedException;

/**
 * One of the submission's pods, by name: the same through all its incarnations. What it says is
 * read from the recorded history; what it does goes through the API server.
 */
public final class LabPod {

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Lab lab;
  private final String name;

  LabPod(Lab lab, String name) {
    this.lab = lab;
    this.name = name;
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
    return name + "." + lab.statefulSet().getSpec().getServiceName();
  }

  public String uid() {
    return now().getMetadata().getUid();
  }

  /** The pod's address; an assertion fails if it has none. */
  public String address() {
    return Pods.address(now())
        .orElseThrow(() -> new AssertionError("Pod " + name + " has no address."));
  }

  public int restarts() {
    return Pods.restarts(now());
  }

  public boolean isReady() {
    return current().filter(Pods::isReady).isPresent();
  }

  /** Visits the page that counts, one request after another. */
  public void isVisited(int times) {
    for (int i = 0; i < times; i++) {
      get(lab.contract().visitPath());
    }
  }

  /** The count as the app reports it. */
  public long count() {
    String page = get(lab.contract().countPath());
    Matcher number = NUMBER.matcher(page);
    if (!number.find()) {
      throw new AssertionError(
          "The page %s of pod %s shows no number: %s"
              .formatted(lab.contract().countPath(), name, page));
    }
    return Long.parseLong(number.group());
  }

  private String get(String path) {
    try {
      return String.valueOf(lab.client().raw(proxy(path)));
    } catch (KubernetesClientException e) {
      throw answer(path, e);
    }
  }

  private String proxy(String path) {
    return "/api/v1/namespaces/%s/pods/%s:%d/proxy%s"
        .formatted(lab.namespace(), name, lab.contract().port(), path);
  }

  private AssertionError answer(String path, KubernetesClientException e) {
    return new AssertionError(
        "GET %s of pod %s answered %d: %s".formatted(path, name, e.getCode(), e.getMessage()), e);
  }

  /** The claim that holds the app's data; an assertion fails if there is none. */
  public PersistentVolumeClaim claim() {
    String claim = claimName();
    return lab.timeline()
        .of(PersistentVolumeClaim.class, claim)
        .current()
        .orElseThrow(() -> new AssertionError("There is no claim " + claim + "."));
  }

  private String claimName() {
    VolumeMount mount = dataMount();
    return Pods.claimName(now(), mount.getName())
        .orElseThrow(
            () ->
                new AssertionError(
                    "Volume %s of pod %s, mounted at %s, is no claim."
                        .formatted(mount.getName(), name, mount.getMountPath())));
  }

  /** The mount that the app's file lies in: the one with the longest matching path. */
  private VolumeMount dataMount() {
    String file = lab.contract().file();
    return now().getSpec().getContainers().stream()
        .flatMap(c -> c.getVolumeMounts().stream())
        .filter(m -> file.startsWith(m.getMountPath().replaceFirst("/*$", "/")))
        .max(java.util.Comparator.comparingInt(m -> m.getMountPath().length()))
        .orElseThrow(
            () ->
                new AssertionError(
                    "No volume of pod %s is mounted where %s lies.".formatted(name, file)));
  }

  /** Writes a random marker to the pod's claim, from a pod of the grader's own. */
  public Marker writesMarker() {
    Marker marker = lab.newMarker();
    GraderPod.Result result =
        claimPod().exec("sh", "-c", "printf %s \"$1\" > \"$2\"", "sh", marker.text(), path(marker));
    if (!result.ok()) {
      throw new ClusterException("Can't write to the claim of " + name + ": " + result.output());
    }
    return marker;
  }

  /** What the marker's file on the pod's claim holds now; empty if there is none. */
  public Optional<String> reads(Marker marker) {
    GraderPod.Result result = claimPod().exec("cat", path(marker));
    lab.evidence().add("Marker on the claim of " + name, result.transcript("cat", path(marker)));
    return result.ok() ? Optional.of(result.output()) : Optional.empty();
  }

  private GraderPod claimPod() {
    return lab.installation().graderWith(now(), claimName());
  }

  private static String path(Marker marker) {
    return GraderPod.CLAIM + "/" + marker.file();
  }

  /** Deletes the pod as {@code kubectl delete pod} does. */
  public void delete() {
    lab.client().pods().inNamespace(lab.namespace()).withName(name).delete();
  }

  /** Stops the container's main process on the node (SIGSTOP): the app hangs, whatever it is. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen container go on. */
  public void thaw() {
    signal("CONT");
  }

  /** Kills the container's main process on the node (SIGKILL). */
  public void crash() {
    signal("KILL");
  }

  private void signal(String signal) {
    NodeShell node =
        lab.cluster()
            .shell(now().getSpec().getNodeName())
            .orElseThrow(
                () ->
                    new TestAbortedException(
                        "Needs access to the node %s, which this cluster does not give."
                            .formatted(now().getSpec().getNodeName())));
    String container = Pods.containerStatuses(now()).get(0).getContainerID();
    node.exec("kill", "-" + signal, String.valueOf(node.processOf(container)));
  }

  /** Makes the bundled app report that it is not ready, or ready again. */
  public void reportsReady(boolean ready) {
    fault("readiness/" + (ready ? "on" : "off"));
  }

  private void fault(String what) {
    if (!lab.contract().hasFaults()) {
      throw new TestAbortedException(
          "Needs an app whose health can be switched off, as the bundled one's can.");
    }
    lab.client().raw(proxy("/faults/" + what), "POST", java.util.Map.of());
  }

  @Override
  public String toString() {
    return name;
  }
}
