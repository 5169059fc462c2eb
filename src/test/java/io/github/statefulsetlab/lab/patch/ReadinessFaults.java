package io.github.statefulsetlab.lab.patch;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.github.statefulsetlab.chart.Patch;

/** Patches that keep pods from becoming ready, whatever their image. */
public final class ReadinessFaults {

  private static final int CLOSED_PORT = 1;

  private ReadinessFaults() {}

  /** A readiness probe on a port that nobody listens on. */
  public static Patch neverReady() {
    return Patch.statefulSet(
        "readinessProbe replaced by one that never succeeds (TCP port %d)".formatted(CLOSED_PORT),
        set ->
            set.getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .forEach(
                    container ->
                        container.setReadinessProbe(
                            new ProbeBuilder()
                                .withPeriodSeconds(1)
                                .withNewTcpSocket()
                                .withPort(new IntOrString(CLOSED_PORT))
                                .endTcpSocket()
                                .build())));
  }
}
