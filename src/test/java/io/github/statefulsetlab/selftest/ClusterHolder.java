package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.cluster.K3sCluster;
import java.io.IOException;

/** A process that holds a cluster until it is killed. */
final class ClusterHolder {

  static final String STANDING = "standing";

  private ClusterHolder() {}

  public static void main(String[] args) throws IOException {
    K3sCluster.start("", progress -> {});
    System.out.println(STANDING);
    // Its standard input stays open for as long as the test lets it live.
    int end = System.in.read();
    System.exit(end);
  }
}
