package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.Values;
import java.nio.file.Path;
import java.time.Duration;
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

  /** A request about a chart; empty where none is needed. */
  static HelmRequest to(Operation operation, String chart) {
    return new HelmRequest(operation, chart, "", "", List.of(), List.of(), "", 0, "");
  }

  /** The same for a release in a namespace. */
  HelmRequest about(String itsRelease, String itsNamespace) {
    return new HelmRequest(
        operation,
        chart,
        itsRelease,
        itsNamespace,
        valuesFiles,
        set,
        kubeConfig,
        timeoutSeconds,
        kubeVersion);
  }

  /** The same with these values files, and what is set on top of them. */
  HelmRequest with(List<Path> files, List<String> settings) {
    return new HelmRequest(
        operation,
        chart,
        release,
        namespace,
        files.stream().map(Path::toString).toList(),
        settings,
        kubeConfig,
        timeoutSeconds,
        kubeVersion);
  }

  /** The same on a cluster, where each hook may take so long. */
  HelmRequest on(Path cluster, Duration hooks) {
    return new HelmRequest(
        operation,
        chart,
        release,
        namespace,
        valuesFiles,
        set,
        cluster.toString(),
        (int) hooks.toSeconds(),
        kubeVersion);
  }

  /** The same for a version of Kubernetes, as in {@code v1.36.3}. */
  HelmRequest forKubernetes(String version) {
    return new HelmRequest(
        operation,
        chart,
        release,
        namespace,
        valuesFiles,
        set,
        kubeConfig,
        timeoutSeconds,
        version);
  }

  record Reply(boolean ok, String output) {}
}
