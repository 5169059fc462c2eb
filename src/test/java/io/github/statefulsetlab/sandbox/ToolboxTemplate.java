package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.github.statefulsetlab.kube.ProcessUser;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What pods of the grader's own look like: names that nobody can know before, labels of this run,
 * and an owner, so that no controller of a chart adopts them.
 */
final class ToolboxTemplate {

  /** The label that only the grader's own pods have. */
  static final String RUN = "statefulset-lab.github.io/run";

  /** The labels of all that this run makes; charts may not use their keys. */
  static final Map<String, String> LABELS =
      Map.of("app.kubernetes.io/managed-by", "statefulset-lab", RUN, random());

  private static final int RANDOM_BYTES = 8;
  private static final int LONGEST_NAME = 63;
  static final long NOBODY = 65534;
  private static final Map<String, Quantity> REQUESTS =
      Map.of("cpu", new Quantity("10m"), "memory", new Quantity("16Mi"));
  private static final Map<String, Quantity> LIMITS = Map.of("memory", new Quantity("128Mi"));

  private ToolboxTemplate() {}

  private static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A name that begins with what it is for and ends with what nobody can guess. */
  static String name(String what) {
    String suffix = "-" + random();
    int most = LONGEST_NAME - suffix.length();
    return (what.length() > most ? what.substring(0, most) : what) + suffix;
  }

  /**
   * A pod that waits for commands.
   *
   * @param what its name begins with it
   */
  static Pod pod(Namespace namespace, String what, String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace(namespace.getMetadata().getName())
        .withName(name(what))
        .withLabels(LABELS)
        .withOwnerReferences(owner(namespace))
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(0L)
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(NOBODY)
        .withRunAsGroup(NOBODY)
        .withNewSeccompProfile(null, "RuntimeDefault")
        .endSecurityContext()
        .withContainers(
            new ContainerBuilder()
                .withName("grader")
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand("sh", "-c", "while :; do sleep 3600; done")
                .withNewResources()
                .withRequests(REQUESTS)
                .withLimits(LIMITS)
                .endResources()
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .build())
        .endSpec()
        .build();
  }

  /** Controllers adopt no pod that has one; whoever installs a chart can't delete the namespace. */
  private static OwnerReference owner(Namespace namespace) {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("Namespace")
        .withName(namespace.getMetadata().getName())
        .withUid(namespace.getMetadata().getUid())
        .withController(true)
        .build();
  }

  /** The pod with a claim at {@link ToolboxPod#CLAIM}. */
  static Pod withClaim(Pod pod, String claim) {
    return withClaims(pod, Map.of(claim, ToolboxPod.CLAIM));
  }

  private static Pod withClaims(Pod pod, Map<String, String> paths) {
    List<Volume> volumes = new ArrayList<>();
    List<VolumeMount> mounts = new ArrayList<>();
    paths.forEach(
        (claim, path) -> {
          String name = "claim-" + volumes.size();
          volumes.add(
              new VolumeBuilder()
                  .withName(name)
                  .withNewPersistentVolumeClaim(claim, false)
                  .build());
          mounts.add(new VolumeMountBuilder().withName(name).withMountPath(path).build());
        });
    return new PodBuilder(pod)
        .editSpec()
        .addAllToVolumes(volumes)
        .editFirstContainer()
        .addAllToVolumeMounts(mounts)
        .endContainer()
        .endSpec()
        .build();
  }

  /**
   * The pod with claims, on the node of another pod, as the user whose files are on them, and with
   * the fsGroup of that one: files may be readable by their owner alone. Root has no capabilities.
   *
   * @param paths where each claim is mounted, by the claims' names
   */
  static Pod mounting(Pod pod, Pod beside, Map<String, String> paths) {
    Optional<Long> fsGroup =
        Optional.ofNullable(beside.getSpec().getSecurityContext())
            .map(PodSecurityContext::getFsGroup);
    Pod mounted =
        new PodBuilder(withClaims(pod, paths))
            .editSpec()
            .withNodeName(beside.getSpec().getNodeName())
            .endSpec()
            .build();
    PodSecurityContext own = mounted.getSpec().getSecurityContext();
    fsGroup.ifPresent(own::setFsGroup);
    paths.keySet().stream()
        .flatMap(claim -> ProcessUser.ofClaim(beside, claim).stream())
        .findFirst()
        .ifPresent(
            user -> {
              own.setRunAsNonRoot(user.uid() != 0);
              own.setRunAsUser(user.uid());
              own.setRunAsGroup(user.gid());
            });
    return mounted;
  }
}
