package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Optional;

/**
 * What a HorizontalPodAutoscaler means for a StatefulSet, whose own {@code replicas} it overrules.
 */
public final class Autoscalers {

  private Autoscalers() {}

  /** The fewest pods that the set is kept at. */
  public static int fewestPods(StatefulSet set, List<HorizontalPodAutoscaler> autoscalers) {
    return autoscalers.stream()
        .filter(autoscaler -> scales(autoscaler, set))
        .map(autoscaler -> Optional.ofNullable(autoscaler.getSpec().getMinReplicas()).orElse(1))
        .findFirst()
        .orElseGet(() -> StatefulSets.replicas(set));
  }

  /** Whether the autoscaler is for the set. */
  public static boolean scales(HorizontalPodAutoscaler autoscaler, StatefulSet set) {
    var target = autoscaler.getSpec().getScaleTargetRef();
    return "StatefulSet".equals(target.getKind())
        && set.getMetadata().getName().equals(target.getName());
  }
}
