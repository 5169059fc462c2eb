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

  /** The kubelet's own limit, whatever the number of labs. */
  private static final long PODS = 110;

  /** Threads counted: several times what a JVM or Node.js app with a few requests has. */
  private static final long PROCESSES_OF_A_POD = 512;

  private static final long PROCESSES_OF_THE_CONTROL_PLANE = 4096;

  /** Where local-path keeps the claims' volumes. */
  static final String VOLUMES = "/var/lib/rancher/k3s/storage";

  /** The limits on a machine with so many bytes of memory. */
  static ContainerLimits on(long machine) {
    return new ContainerLimits(machine, Math.min(ENOUGH, machine / 4 * 3));
  }

  /** Claims lie in memory, so that what pods write to them can't fill this machine's disk. */
  void applyTo(HostConfig host) {
    Map<String, String> inMemory =
        new TreeMap<>(Objects.requireNonNullElse(host.getTmpFs(), Map.of()));
    inMemory.put(VOLUMES, "rw,exec,mode=0701,size=" + ofAllClaims());
    host.withMemory(memory).withMemorySwap(memory).withPidsLimit(processes()).withTmpFs(inMemory);
  }

  /** So many that all pods together leave the control plane its own. */
  private static long processes() {
    return PODS * PROCESSES_OF_A_POD + PROCESSES_OF_THE_CONTROL_PLANE;
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
        "--kubelet-arg=max-pods=" + PODS,
        "--kubelet-arg=pod-max-pids=" + PROCESSES_OF_A_POD);
  }
}
