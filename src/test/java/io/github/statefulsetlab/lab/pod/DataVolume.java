package io.github.statefulsetlab.lab.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.DataMount;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.sandbox.MountedClaim;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/**
 * The volume that a pod's app keeps its file on. It is read and written through a pod of the
 * grader's own that mounts the same claim: the app's image may have no shell.
 */
final class DataVolume {

  private final LabContext lab;
  private final Pod pod;

  DataVolume(LabContext lab, Pod pod) {
    this.lab = lab;
    this.pod = pod;
  }

  /** The name of the claim; an assertion fails, with its cause's hint, if there is none. */
  String claimName() {
    DataMount mount = mount();
    return Pods.claimName(pod, mount.volume())
        .orElseThrow(
            () -> {
              return notOnAClaim(
                  new AssertionError(
                      "Volume %s of pod %s, mounted at %s, is not backed by a PersistentVolumeClaim."
                          .formatted(
                              mount.volume(), pod.getMetadata().getName(), mount.mountPath())),
                  Advice.MAKE_IT_A_CLAIM);
            });
  }

  private AssertionError notOnAClaim(AssertionError failure, String advice) {
    ClaimAdvice claims = new ClaimAdvice(lab);
    claims.assumeNotKeptElsewhere();
    return Hint.on(DependsOn.on(failure, claims.missingTemplates()), advice);
  }

  private DataMount mount() {
    return lab.contract()
        .mountIn(pod.getSpec())
        .map(mount -> mount.in(pod))
        .orElseThrow(
            () -> {
              return notOnAClaim(
                  new AssertionError(
                      lab.contract()
                          .file()
                          .map(this::withoutVolume)
                          .orElse(
                              "No file on a claim of pod %s changes when it is visited."
                                  .formatted(pod.getMetadata().getName()))),
                  adviceWithoutMount());
            });
  }

  private String withoutVolume(String file) {
    return isMountedInPlaceOf(file)
        ? "A volume of pod %s is mounted at %s, which is then a folder and not the file that the app writes."
            .formatted(pod.getMetadata().getName(), file)
        : "No volume of pod %s is mounted where %s lies."
            .formatted(pod.getMetadata().getName(), file);
  }

  private boolean isMountedInPlaceOf(String file) {
    return lab.appContainer().getVolumeMounts().stream()
        .anyMatch(mount -> file.equals(mount.getMountPath()));
  }

  /** A file that was not found may lie on a claim that is mounted; one that is known does not. */
  private String adviceWithoutMount() {
    boolean mountsAClaim =
        lab.appContainer().getVolumeMounts().stream()
            .anyMatch(mount -> Pods.claimName(pod, mount.getName()).isPresent());
    if (lab.contract().file().filter(this::isMountedInPlaceOf).isPresent()) {
      return Advice.MOUNT_THE_FOLDER;
    }
    return lab.contract().file().isEmpty() && mountsAClaim
        ? Advice.WRITE_BEFORE_THE_ANSWER
        : Advice.MOUNT_WHERE_THE_APP_WRITES;
  }

  /** What the app's own file holds; empty if it is not on the volume. */
  Optional<String> appFile() {
    return read(mount().pathOnVolume());
  }

  /** What a file on the volume holds; empty if there is none. */
  Optional<String> read(String path) {
    MountedClaim claim = mounted();
    ToolboxPod.Result result = claim.toolbox().script(ClaimFiles.READ, claim.path(), path);
    lab.evidence().add("Claim " + claimName(), result.transcript("cat", claim.path() + "/" + path));
    if (!result.ok() && result.output().contains("Permission denied")) {
      throw new ClusterException(
          "The grader's own pod may not read the claim of %s: %s"
              .formatted(pod.getMetadata().getName(), result.output()));
    }
    return ClaimFiles.content(result, file(path));
  }

  private String file(String path) {
    return "The file %s on the claim of %s".formatted(path, pod.getMetadata().getName());
  }

  void writeAppFile(String text) {
    write(mount().pathOnVolume(), text);
  }

  void write(String path, String text) {
    MountedClaim claim = mounted();
    ToolboxPod.Result result = claim.toolbox().script(ClaimFiles.WRITE, claim.path(), path, text);
    ClaimFiles.requireOpenable(result, file(path));
    if (!result.ok()) {
      throw new ClusterException(
          "Can't write to the claim of " + pod.getMetadata().getName() + ": " + result.output());
    }
  }

  private MountedClaim mounted() {
    return lab.installation().toolboxes().withClaim(pod, mountableClaim());
  }

  /** As {@link #claimName()}; skips the behaviour where nobody but the app can mount it. */
  String mountableClaim() {
    String claim = claimName();
    if (lab.claims().stream()
        .anyMatch(c -> c.getMetadata().getName().equals(claim) && Claims.isForOnePod(c))) {
      throw new TestAbortedException(
          "Claim %s is ReadWriteOncePod: beside the app no other pod can mount it, and so the grader can't look."
              .formatted(claim));
    }
    return claim;
  }
}
