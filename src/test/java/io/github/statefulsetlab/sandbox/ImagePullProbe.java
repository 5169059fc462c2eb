package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.github.statefulsetlab.kube.Pods;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the nodes of somebody else's cluster can pull an image, by a pod that tries.
 */
public final class ImagePullProbe {

  /** A registry that is not there answers at once, or never. */
  private static final int SECONDS = 20;

  private static final Set<String> CANT_PULL =
      Set.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  private ImagePullProbe() {}

  /** Whether the image was pulled within {@value #SECONDS} s. */
  public static boolean succeeds(KubernetesClient client, String namespace, String image) {
    Pod pod = client.pods().inNamespace(namespace).resource(pod(image)).create();
    var resource = client.pods().inNamespace(namespace).withName(pod.getMetadata().getName());
    try {
      Pod told =
          resource.waitUntilCondition(now -> answer(now).isPresent(), SECONDS, TimeUnit.SECONDS);
      return answer(told).orElse(false);
    } catch (io.fabric8.kubernetes.client.KubernetesClientTimeoutException e) {
      return false;
    } finally {
      resource.withGracePeriod(0).delete();
    }
  }

  /** Whatever comes after the pull says that it went well, a command that is not there too. */
  static Optional<Boolean> answer(@Nullable Pod pod) {
    return Optional.ofNullable(pod).stream()
        .flatMap(p -> Pods.containerStatuses(p).stream())
        .findFirst()
        .flatMap(ImagePullProbe::answer);
  }

  private static Optional<Boolean> answer(ContainerStatus status) {
    ContainerStateWaiting waiting =
        status.getState() == null ? null : status.getState().getWaiting();
    if (waiting == null) {
      return Optional.of(true);
    }
    if (CANT_PULL.contains(waiting.getReason())) {
      return Optional.of(false);
    }
    return "ContainerCreating".equals(waiting.getReason())
            || "PodInitializing".equals(waiting.getReason())
        ? Optional.empty()
        : Optional.of(true);
  }

  /** No image has a program of a name that is new each time, so nothing of it runs. */
  private static String noProgram() {
    return "/" + UUID.randomUUID();
  }

  private static Pod pod(String image) {
    return new PodBuilder()
        .withNewMetadata()
        .withGenerateName("pull-")
        .withLabels(ToolboxTemplate.LABELS)
        .endMetadata()
        .withNewSpec()
        .withRestartPolicy("Never")
        .withTerminationGracePeriodSeconds(0L)
        .withAutomountServiceAccountToken(false)
        .withContainers(
            new ContainerBuilder()
                .withName("pull")
                .withImage(image)
                .withImagePullPolicy("IfNotPresent")
                .withCommand(noProgram())
                .build())
        .endSpec()
        .build();
  }
}
