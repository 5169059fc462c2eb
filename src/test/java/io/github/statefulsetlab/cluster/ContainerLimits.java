package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.model.HostConfig;
import java.util.List;

/**
 * How much of this machine the cluster's container may use, and how much of that is left to pods:
 * what they take too much of must not fail the cluster.
 *
 * @param machine the memory of the engine's machine, in bytes
 * @param memory the container's, in bytes
 */
record ContainerLimits(long machine, long memory) {

  private static final long MIB = 1024 * 1024;
  private static final long ENOUGH = 4096 * MIB;

  /** What the control plane needs, with a busy API server. */
  private static final long CONTROL_PLANE = 1024 * MIB;

  /** Processes and threads: of a hundred pods with a JVM each, and of the control plane. */
  private static final long PROCESSES = 16_384;

  private static final long PROCESSES_OF_A_POD = 1024;

  /** The limits on a machine with so many bytes of memory. */
  static ContainerLimits on(long machine) {
    return new ContainerLimits(machine, Math.min(ENOUGH, machine / 4 * 3));
  }

  void applyTo(HostConfig host) {
    host.withMemory(memory).withMemorySwap(memory).withPidsLimit(PROCESSES);
  }

  /**
   * Flags of k3s. The kubelet takes the machine's memory for its own, so what it must leave alone
   * is all that is not the pods'.
   */
  List<String> flags() {
    return List.of(
        "--kubelet-arg=system-reserved=memory=%dMi"
            .formatted((machine - memory + CONTROL_PLANE) / MIB),
        "--kubelet-arg=pod-max-pids=" + PROCESSES_OF_A_POD);
  }
}
