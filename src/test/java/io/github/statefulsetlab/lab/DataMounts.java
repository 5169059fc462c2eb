package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.kube.DataMount;
import java.util.Optional;

/** Where an app's data lies among the volumes of its pods. */
final class DataMounts {

  private DataMounts() {}

  /** The mount that the app's file lies in; empty if it lies on no volume of the chart's. */
  static Optional<DataMount> of(PodSpec pod, AppContract contract) {
    return contract
        .file()
        .flatMap(file -> DataMount.of(pod, file))
        .filter(mount -> !mount.volume().equals(StandIn.LAYER));
  }
}
