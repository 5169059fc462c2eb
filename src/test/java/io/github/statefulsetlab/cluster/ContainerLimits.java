package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

  /** Where local-path keeps the claims' volumes. */
  private static final String VOLUMES = "/var/lib/rancher/k3s/storage";

  /** The limits on a machine with so many bytes of memory. */
  static ContainerLimits on(long machine) {
    return new ContainerLimits(machine, Math.min(ENOUGH, machine / 4 * 3));
  }

  /** Claims lie in memory, so that what pods write to them can't fill this machine's disk. */
  void applyTo(HostConfig host) {
    Map<String, String> inMemory =
        new TreeMap<>(Objects.requireNonNullElse(host.getTmpFs(), Map.of()));
    inMemory.put(VOLUMES, "rw,exec,mode=0701,size=" + ofAllClaims());
    host.withMemory(memory).withMemorySwap(memory).withPidsLimit(PROCESSES).withTmpFs(inMemory);
  }

  /** What all claims together hold at most, in bytes. */
  private long ofAllClaims() {
    return memory / 4;
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
