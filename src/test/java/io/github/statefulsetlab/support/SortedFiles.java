package io.github.statefulsetlab.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a folder in an order that does not depend on the file system. */
public final class SortedFiles {

  private SortedFiles() {}

  /** All regular files below the folder. */
  public static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
