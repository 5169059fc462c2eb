package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;

/** What the kubelet asks pods for by itself. Pure functions. */
public final class KubeletRequests {

  private KubeletRequests() {}

  /** All that it asks the pods of this template for, in the order of their containers. */
  public static List<KubeletRequest> of(PodSpec pod) {
    return KubeletHandler.of(pod).flatMap(handler -> handler.requests().stream()).toList();
  }
}
