package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.TailPrettyLoggable;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.Pods;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person would look at when pods don't do what they should: conditions, events, and the last
 * lines of each container, kept because the cluster is gone when somebody reads it. Nothing is
 * graded by it.
 */
public final class PodTroubles {

  private static final int MOST_PODS = 3;
  private static final int LINES = 40;
  private static final int BYTES = 16 * 1024;
  private static final int EVENTS = 25;

  private final Installation installation;

  public PodTroubles(Installation installation) {
    this.installation = installation;
  }

  /** Adds it to the evidence; pods that are not ready come first. */
  public void keep(Evidence evidence) {
    evidence.add(
        "Last events",
        String.join(System.lineSeparator(), installation.timeline().lastEvents(EVENTS)));
    String set = installation.statefulSetName();
    installation.timeline().current(Pod.class).stream()
        .filter(pod -> Pods.isNamedBy(set, pod.getMetadata().getName()))
        .sorted(Comparator.comparing(Pods::isReady))
        .limit(MOST_PODS)
        .forEach(pod -> keep(evidence, pod));
  }

  private void keep(Evidence evidence, Pod pod) {
    String name = pod.getMetadata().getName();
    evidence.add("kubectl describe pod " + name + ", its conditions", conditions(pod));
    containers(pod)
        .forEach(
            container -> {
              evidence.add(
                  "kubectl logs %s -c %s --tail=%d".formatted(name, container, LINES),
                  log(name, container, false));
              if (Pods.restarts(pod) > 0) {
                evidence.add(
                    "kubectl logs %s -c %s --previous --tail=%d".formatted(name, container, LINES),
                    log(name, container, true));
              }
            });
  }

  private static List<String> containers(Pod pod) {
    return Containers.all(pod.getSpec()).map(Container::getName).toList();
  }

  private static String conditions(Pod pod) {
    return Stream.ofNullable(pod.getStatus())
        .flatMap(status -> Stream.ofNullable(status.getConditions()))
        .flatMap(List::stream)
        .map(PodTroubles::condition)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  private static String condition(PodCondition condition) {
    String why =
        Stream.of(condition.getReason(), condition.getMessage())
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(": "));
    return "%s %s  %s".formatted(condition.getType(), condition.getStatus(), why).stripTrailing();
  }

  private String log(String pod, String container, boolean previous) {
    KubernetesClient client = installation.client();
    try {
      ContainerResource resource =
          client
              .pods()
              .inNamespace(installation.namespace())
              .withName(pod)
              .inContainer(container)
              .withReadyWaitTimeout(0);
      TailPrettyLoggable log = previous ? resource.terminated() : resource.limitBytes(BYTES);
      String text = String.valueOf(log.tailingLines(LINES).getLog());
      return text.substring(0, Math.min(BYTES, text.length()));
    } catch (KubernetesClientException e) {
      return "There is no log: " + e.getMessage();
    }
  }
}
