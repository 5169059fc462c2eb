package io.github.statefulsetlab.lab.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.discovery.CountPageProbe;
import io.github.statefulsetlab.kube.DataMount;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.sandbox.MountedClaim;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.submission.CountText;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod of a lab whose pods are ready, to find out by trying what its app does. */
public final class ProbedLabPod implements CountPageProbe.ProbedPod {

  /** In place of the usual patience, with an app that did not answer before. */
  private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(5);

  private final LabPod pod;
  private final LabContext lab;
  private boolean answers = true;

  public ProbedLabPod(LabPod pod) {
    this.pod = pod;
    this.lab = pod.lab();
  }

  @Override
  public Optional<String> get(String path) {
    try {
      return pod.page(path, answers ? Timeouts.ANSWER : LITTLE_PATIENCE);
    } catch (KubernetesClientException e) {
      answers &= e.getCode() != 0;
      return Optional.empty();
    }
  }

  @Override
  public Map<String, Long> files() {
    Map<String, Long> files = new HashMap<>();
    told(ClaimFiles.NUMBERS)
        .forEach((file, text) -> CountText.read(text).ifPresent(number -> files.put(file, number)));
    return files;
  }

  @Override
  public Map<String, String> digests() {
    return told(ClaimFiles.DIGESTS);
  }

  /** What the script says of each file on the pod's claims, by its path in the container. */
  private Map<String, String> told(String script) {
    Map<String, String> files = new HashMap<>();
    mounts().forEach(mount -> files.putAll(told(script, mount)));
    return files;
  }

  @Override
  public boolean listensAt(String port) {
    return pod.status(port, "/") != LabPod.NOBODY_LISTENS;
  }

  private Pod current() {
    return pod.current().orElseThrow();
  }

  private Stream<VolumeMount> mounts() {
    Pod now = current();
    return lab.appContainer().getVolumeMounts().stream()
        .filter(mount -> Pods.claimName(now, mount.getName()).isPresent());
  }

  private Map<String, String> told(String script, VolumeMount mount) {
    Pod now = current();
    String claim = Pods.claimName(now, mount.getName()).orElseThrow();
    MountedClaim mounted = lab.installation().toolboxes().withClaim(now, claim);
    String root =
        mounted.path()
            + Optional.ofNullable(mount.getSubPath())
                .or(() -> Optional.ofNullable(mount.getSubPathExpr()))
                .map(path -> "/" + DataMount.expanded(path, now))
                .orElse("");
    ToolboxPod.Result listing = mounted.toolbox().script(script, root);
    Map<String, String> files = new HashMap<>();
    listing
        .output()
        .lines()
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2 && parts[0].startsWith(root))
        .forEach(
            parts ->
                files.put(
                    mount.getMountPath().replaceFirst("/*$", "")
                        + parts[0].substring(root.length()),
                    parts[1]));
    return files;
  }
}
