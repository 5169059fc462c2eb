package io.github.statefulsetlab.lab.remedy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ObjectFieldSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.DataMount;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the start of each new pod does to the data that the one before it has left: a folder of its
 * own is made for it, or an init container writes over it.
 */
public final class EachStart {

  /** What another pod of the same name has another value of. */
  private static final Pattern OF_ONE_POD =
      Pattern.compile(
          "metadata\\.uid|status\\.podIPs?|.*(?:controller-revision-hash|pod-template-hash).*");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\((\\w+)\\)");

  /** What a container does that stands in for one whose image could not be pulled. */
  private static final List<String> NOTHING = List.of("sh", "-c", "exit 0");

  private EachStart() {}

  /**
   * What to change; empty where the template shows no reason.
   *
   * @param mount where the app's file lies
   */
  public static Optional<String> remedy(PodSpec template, DataMount mount) {
    return newFolder(template, mount).or(() -> written(template, mount));
  }

  private static Optional<String> newFolder(PodSpec template, DataMount mount) {
    return template.getContainers().stream()
        .flatMap(
            container ->
                mountsOf(container, mount.volume())
                    .filter(m -> m.getMountPath().equals(mount.mountPath()))
                    .flatMap(m -> Stream.ofNullable(m.getSubPathExpr()))
                    .flatMap(path -> changing(container, path)))
        .findFirst();
  }

  private static Stream<String> changing(Container container, String subPathExpr) {
    return VARIABLE
        .matcher(subPathExpr)
        .results()
        .flatMap(
            variable ->
                field(container, variable.group(1))
                    .filter(field -> OF_ONE_POD.matcher(field).matches())
                    .map(
                        field ->
                            "subPathExpr %s of container %s has %s in it, which is %s: %s has another one and starts in a new folder of the claim. Leave subPathExpr out, or use what stays, such as metadata.name."
                                .formatted(
                                    subPathExpr,
                                    container.getName(),
                                    variable.group(),
                                    field,
                                    field.contains("-hash")
                                        ? "after an update a pod"
                                        : "each new pod"))
                    .stream());
  }

  private static Optional<String> field(Container container, String variable) {
    return Stream.ofNullable(container.getEnv())
        .flatMap(List::stream)
        .filter(env -> variable.equals(env.getName()))
        .map(EnvVar::getValueFrom)
        .flatMap(Stream::ofNullable)
        .map(EnvVarSource::getFieldRef)
        .flatMap(Stream::ofNullable)
        .map(ObjectFieldSelector::getFieldPath)
        .findFirst();
  }

  private static Optional<String> written(PodSpec template, DataMount mount) {
    return Stream.ofNullable(template.getInitContainers())
        .flatMap(List::stream)
        .filter(init -> !Containers.isSidecar(init))
        .filter(init -> !NOTHING.equals(init.getCommand()))
        .filter(
            init ->
                mountsOf(init, mount.volume()).anyMatch(m -> !Boolean.TRUE.equals(m.getReadOnly())))
        .map(Container::getName)
        .findFirst()
        .map(
            init ->
                "The claim is kept and the count is not on it. Either init container %s, which mounts the claim and runs at the start of each pod, writes over it: let it write only what is missing (cp -n, or a test whether the file exists). Or the app writes somewhere else: make the folder that it writes to and volumeMounts[].mountPath the same."
                    .formatted(init));
  }

  private static Stream<VolumeMount> mountsOf(Container container, String volume) {
    return Stream.ofNullable(container.getVolumeMounts())
        .flatMap(List::stream)
        .filter(mount -> volume.equals(mount.getName()));
  }
}
