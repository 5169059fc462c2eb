package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.HostConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerLimitsTest {

  private static final long GIB = 1024L * 1024 * 1024;

  @Test
  void aLargeMachineGivesFourGigabytes() {
    assertThat(ContainerLimits.on(24 * GIB).memory()).isEqualTo(4 * GIB);
  }

  @Test
  void aSmallMachineKeepsAQuarterForItself() {
    assertThat(ContainerLimits.on(4 * GIB).memory()).isEqualTo(3 * GIB);
  }

  @Test
  void podsGetWhatTheControlPlaneLeaves() {
    assertThat(ContainerLimits.on(24 * GIB).flags())
        .contains("--kubelet-arg=system-reserved=memory=%dMi".formatted((24 - 4 + 1) * 1024));
  }

  @Test
  void thereIsNoSwapBesides() {
    HostConfig host = HostConfig.newHostConfig();

    ContainerLimits.on(24 * GIB).applyTo(host);

    assertThat(host.getMemory()).isEqualTo(4 * GIB);
    assertThat(host.getMemorySwap()).isEqualTo(4 * GIB);
    assertThat(host.getPidsLimit()).isPositive();
  }

  @Test
  void allPodsTogetherLeaveTheControlPlaneProcesses() {
    HostConfig host = HostConfig.newHostConfig();
    ContainerLimits limits = ContainerLimits.on(24 * GIB);

    limits.applyTo(host);

    long ofAllPods = argument(limits, "max-pods") * argument(limits, "pod-max-pids");
    assertThat(host.getPidsLimit()).isGreaterThanOrEqualTo(ofAllPods + 4096);
  }

  private static long argument(ContainerLimits limits, String name) {
    String flag = "--kubelet-arg=" + name + "=";
    return limits.flags().stream()
        .filter(f -> f.startsWith(flag))
        .mapToLong(f -> Long.parseLong(f.substring(flag.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void claimsLieInAQuarterOfTheMemoryAndNotOnTheDisk() {
    HostConfig host = HostConfig.newHostConfig().withTmpFs(Map.of("/run", ""));

    ContainerLimits.on(24 * GIB).applyTo(host);

    assertThat(host.getTmpFs())
        .containsEntry("/run", "")
        .hasEntrySatisfying(
            "/var/lib/rancher/k3s/storage", options -> assertThat(options).contains("size=" + GIB));
  }
}
