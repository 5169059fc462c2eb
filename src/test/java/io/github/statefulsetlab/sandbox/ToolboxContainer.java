package io.github.statefulsetlab.sandbox;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.EphemeralContainer;
import io.fabric8.kubernetes.api.model.EphemeralContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.github.statefulsetlab.cluster.ClusterException;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A container of the grader's own in a pod of the chart, as {@code kubectl debug} makes it: it sees
 * the network as that pod does, whatever the pod's own image has. It stays in the pod, ended.
 */
public final class ToolboxContainer {

  private ToolboxContainer() {}

  /**
   * Runs one command in a pod and waits for its end.
   *
   * @param image the grader's, see {@link ToolboxPod#imageOn}
   * @throws ClusterException if it does not end in the time that a change may take
   */
  public static ToolboxPod.Result run(
      KubernetesClient client, String namespace, String pod, String image, String... command) {
    PodResource resource = client.pods().inNamespace(namespace).withName(pod);
    String name = ToolboxTemplate.name("grader");
    resource.ephemeralContainers().edit(running -> with(running, container(name, image, command)));
    try {
      await("the grader's own container %s in %s ends".formatted(name, pod))
          .atMost(Timeouts.CHANGE)
          .pollInterval(Timeouts.POLL)
          .until(() -> ended(resource.get(), name).isPresent());
    } catch (ConditionTimeoutException e) {
      throw new ClusterException(
          "The grader's own container %s in pod %s did not end.".formatted(name, pod), e);
    }
    int status =
        ended(resource.get(), name).map(ContainerStateTerminated::getExitCode).orElseThrow();
    return new ToolboxPod.Result(status, resource.inContainer(name).getLog());
  }

  private static Pod with(Pod pod, EphemeralContainer container) {
    return new PodBuilder(pod).editSpec().addToEphemeralContainers(container).endSpec().build();
  }

  private static EphemeralContainer container(String name, String image, String... command) {
    return new EphemeralContainerBuilder()
        .withName(name)
        .withImage(image)
        .withImagePullPolicy("IfNotPresent")
        .withCommand(command)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withRunAsUser(ToolboxTemplate.NOBODY)
        .withRunAsGroup(ToolboxTemplate.NOBODY)
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .withNewSeccompProfile(null, "RuntimeDefault")
        .endSecurityContext()
        .build();
  }

  private static Optional<ContainerStateTerminated> ended(Pod pod, String name) {
    return Stream.ofNullable(pod.getStatus().getEphemeralContainerStatuses())
        .flatMap(statuses -> statuses.stream())
        .filter(status -> status.getName().equals(name))
        .map(ContainerStatus::getState)
        .flatMap(state -> Optional.ofNullable(state.getTerminated()).stream())
        .findFirst();
  }
}
