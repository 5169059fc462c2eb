package io.github.statefulsetlab.chart.policy;

import java.util.List;

/** The volumes that a pod of a chart may have. */
public final class AllowedVolumes {

  /**
   * Fields of a volume, those whose volumes are made for the pod, from the namespace's own objects.
   * Whatever else there is, the node mounts it itself.
   */
  public static final List<String> SOURCES =
      List.of(
          "configMap",
          "downwardAPI",
          "emptyDir",
          "ephemeral",
          "image",
          "persistentVolumeClaim",
          "projected",
          "secret");

  private AllowedVolumes() {}
}
