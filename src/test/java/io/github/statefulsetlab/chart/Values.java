package io.github.statefulsetlab.chart;

import java.nio.file.Path;
import java.util.List;

/**
 * Values that a chart is given beside its own.
 *
 * @param files values files, the last one wins
 * @param set what {@code --set} is given, in Helm's own words, as in {@code replicaCount=2}; wins
 *     over the files
 */
public record Values(List<Path> files, List<String> set) {

  /** None. */
  public static final Values NONE = new Values(List.of(), List.of());

  public Values {
    files = List.copyOf(files);
    set = List.copyOf(set);
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return files.isEmpty() && set.isEmpty();
  }

  /** Their file names and settings, as a message tells them. */
  @Override
  public String toString() {
    return String.join(
        ", ",
        java.util.stream.Stream.concat(files.stream().map(Path::toString), set.stream()).toList());
  }
}
