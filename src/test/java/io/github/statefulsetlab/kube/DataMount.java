package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file of a container lies: on the volume that is mounted deepest on the way to it.
 *
 * @param volume the name of the volume
 * @param mountPath where it is mounted
 * @param pathOnVolume the file's path from the volume's root, {@code subPath} included
 */
public record DataMount(String volume, String mountPath, String pathOnVolume) {

  private static final Pattern ENTRY =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)']");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\(([^)]+)\\)");

  /**
   * The mount that the file lies in; empty if there is none, or if the path leads up again.
   *
   * @param container whose mounts count; all containers' where it is empty
   */
  public static Optional<DataMount> of(PodSpec pod, Optional<String> container, String file) {
    if (List.of(file.split("/")).contains("..")) {
      return Optional.empty();
    }
    return pod.getContainers().stream()
        .filter(c -> container.map(name -> name.equals(c.getName())).orElse(true))
        .flatMap(c -> c.getVolumeMounts().stream())
        .filter(mount -> file.startsWith(folder(mount)))
        .max(Comparator.comparingInt(mount -> folder(mount).length()))
        .map(
            mount ->
                new DataMount(
                    mount.getName(),
                    mount.getMountPath(),
                    Optional.ofNullable(mount.getSubPath())
                            .or(() -> Optional.ofNullable(mount.getSubPathExpr()))
                            .filter(path -> !path.isEmpty())
                            .map(path -> path + "/")
                            .orElse("")
                        + file.substring(folder(mount).length())));
  }

  /** The same in a pod, with the variables of {@code subPathExpr} in the path replaced. */
  public DataMount in(Pod pod) {
    return new DataMount(volume, mountPath, expanded(pathOnVolume, pod));
  }

  /**
   * A path in which {@code $(NAME)} stands for a variable of the pod's containers.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/storage/volumes/#using-subpath-expanded-environment">subPathExpr</a>
   */
  public static String expanded(String path, Pod pod) {
    return VARIABLE
        .matcher(path)
        .replaceAll(
            name -> Matcher.quoteReplacement(variable(name.group(1), pod).orElseGet(name::group)));
  }

  private static Optional<String> variable(String name, Pod pod) {
    return pod.getSpec().getContainers().stream()
        .flatMap(container -> container.getEnv().stream())
        .filter(variable -> variable.getName().equals(name))
        .flatMap(
            variable ->
                Optional.ofNullable(variable.getValue()).or(() -> field(variable, pod)).stream())
        .findFirst();
  }

  private static Optional<String> field(EnvVar variable, Pod pod) {
    return Optional.ofNullable(variable.getValueFrom())
        .map(source -> source.getFieldRef())
        .flatMap(
            field ->
                Optional.ofNullable(
                    switch (field.getFieldPath()) {
                      case "metadata.name" -> pod.getMetadata().getName();
                      case "metadata.namespace" -> pod.getMetadata().getNamespace();
                      case "metadata.uid" -> pod.getMetadata().getUid();
                      case "spec.nodeName" -> pod.getSpec().getNodeName();
                      case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
                      default -> entry(field.getFieldPath(), pod).orElse(null);
                    }));
  }

  /** What {@code metadata.labels['<KEY>']} or {@code metadata.annotations['<KEY>']} says. */
  private static Optional<String> entry(String path, Pod pod) {
    Matcher named = ENTRY.matcher(path);
    return named.matches()
        ? Optional.ofNullable(
                named.group(1).equals("labels")
                    ? pod.getMetadata().getLabels()
                    : pod.getMetadata().getAnnotations())
            .flatMap(entries -> Optional.ofNullable(entries.get(named.group(2))))
        : Optional.empty();
  }

  private static String folder(VolumeMount mount) {
    return mount.getMountPath().replaceFirst("/*$", "/");
  }

  /**
   * The claim that all pods made from this template share; empty where each gets one of its own
   * from {@code volumeClaimTemplates}, or none.
   */
  public Optional<String> claimIn(PodSpec pod) {
    return Optional.ofNullable(pod.getVolumes()).orElse(List.of()).stream()
        .filter(v -> v.getName().equals(volume))
        .filter(v -> v.getPersistentVolumeClaim() != null)
        .map((Volume v) -> v.getPersistentVolumeClaim().getClaimName())
        .findFirst();
  }
}
