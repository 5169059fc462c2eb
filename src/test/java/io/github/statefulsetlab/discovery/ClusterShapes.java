package io.github.statefulsetlab.discovery;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Clusters for unit tests. */
public final class ClusterShapes {

  /** A node of two CPUs and 4 GB, with the labels that a kubelet gives it. */
  public static final ClusterShape ONE_SMALL_NODE =
      new ClusterShape(
          List.of(
              Map.of("kubernetes.io/hostname", "one", "kubernetes.io/os", "linux", "cores", "2")),
          Set.of("one"),
          Map.of("cpu", BigDecimal.valueOf(2), "memory", BigDecimal.valueOf(4_000_000_000L)),
          Set.of("example.com/disk"),
          Set.of("system-node-critical"),
          Set.of("kata"),
          false,
          Map.of("local-path", "rancher.io/local-path"),
          Optional.of("local-path"));

  private ClusterShapes() {}
}
