package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.Values;
import java.util.List;

/**
 * What a {@link HelmWorker} is asked to do.
 *
 * @param chart a chart's folder; empty for {@code UNINSTALL}
 * @param set as {@link Values#set}
 * @param kubeVersion the version that templates see where no cluster is asked, as in {@code
 *     v1.36.3}
 * @param kubeConfig a kubeconfig file; empty where no cluster is needed
 */
record HelmRequest(
    Operation operation,
    String chart,
    String release,
    String namespace,
    List<String> valuesFiles,
    List<String> set,
    String kubeConfig,
    int timeoutSeconds,
    String kubeVersion) {

  enum Operation {
    LINT("linting the chart"),
    TEMPLATE("rendering the chart"),
    INSTALL("installing the chart"),
    UPGRADE("upgrading the release"),
    UNINSTALL("uninstalling the release");

    private final String doing;

    Operation(String doing) {
      this.doing = doing;
    }

    /** As in: Helm did not finish rendering the chart. */
    String doing() {
      return doing;
    }
  }

  record Reply(boolean ok, String output) {}
}
