package io.github.statefulsetlab.lab.pod;

import java.util.Random;

/** A random text in a file of its own on a pod's volume. */
public record Marker(String file, String text) {

  static Marker random(Random random) {
    String id = Long.toHexString(random.nextLong());
    return new Marker("marker-" + id, "written by statefulset-lab " + id);
  }
}
