package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a StatefulSet's pod is known by, see <a
 * href="https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity">Pod
 * identity</a>.
 *
 * @param nameLabel label {@code statefulset.kubernetes.io/pod-name}
 * @param indexLabel label {@code apps.kubernetes.io/pod-index}
 * @param subdomain the governing Service's name
 */
public record PodIdentity(
    String name, String hostname, String subdomain, String nameLabel, String indexLabel) {

  public static PodIdentity of(Pod pod) {
    Map<String, String> labels =
        Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    return new PodIdentity(
        pod.getMetadata().getName(),
        text(pod.getSpec().getHostname()),
        text(pod.getSpec().getSubdomain()),
        text(labels.get(Pods.NAME_LABEL)),
        text(labels.get(Pods.INDEX_LABEL)));
  }

  /** What the set's pods must be known by, in order. */
  public static List<PodIdentity> expected(StatefulSet set) {
    String service = text(set.getSpec().getServiceName());
    return StatefulSets.ordinals(set)
        .mapToObj(
            n -> {
              String name = set.getMetadata().getName() + "-" + n;
              return new PodIdentity(name, name, service, name, String.valueOf(n));
            })
        .toList();
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
