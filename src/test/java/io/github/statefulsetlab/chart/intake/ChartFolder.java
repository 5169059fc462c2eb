package io.github.statefulsetlab.chart.intake;

import io.github.statefulsetlab.chart.ChartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A chart's folder as somebody gave it, with whatever is in it. */
final class ChartFolder {

  private final Path root;
  private final ChartLimits allowance;

  ChartFolder(Path root, ChartLimits allowance) {
    this.root = root;
    this.allowance = allowance;
  }

  /**
   * Copies its files. Links that stay inside are followed; the copy has none.
   *
   * @throws ChartException if there is anything but files, folders and links that stay inside, or
   *     too much of it
   */
  void copyTo(Path target) throws IOException {
    Path real = root.toRealPath();
    copy(root, real, target, Set.of(real));
  }

  private void copy(Path folder, Path real, Path target, Set<Path> above) throws IOException {
    Files.createDirectories(target);
    for (Path file : list(folder)) {
      String name = String.valueOf(file.getFileName());
      if (!IgnoredFiles.is(name)) {
        requireText(file);
        allowance.take();
        copyOne(file, real.resolve(name), target.resolve(name), above);
      }
    }
  }

  /** Helm's templates, messages and the grade's digest know files by names that are texts. */
  private void requireText(Path file) {
    if (!FileName.isText(file)) {
      throw new ChartException(
          "The chart %s has a file %s (bytes that are not text are written as \\x and two digits), whose name is not valid in %s, the encoding of file names here. Rename it."
              .formatted(
                  root,
                  folder(file).resolve(FileName.escaped(file)),
                  System.getProperty("sun.jnu.encoding", "UTF-8")));
    }
  }

  private Path folder(Path file) {
    return root.relativize(file).resolveSibling("");
  }

  private void copyOne(Path file, Path real, Path target, Set<Path> above) throws IOException {
    BasicFileAttributes is = attributes(real);
    Path source = real;
    if (is.isSymbolicLink()) {
      source = followed(file, real);
      is = attributes(source);
    }
    if (is.isDirectory()) {
      Set<Path> around = new HashSet<>(above);
      if (!around.add(source)) {
        throw refused(file, "is a link to a folder that it lies in. Remove the link.");
      }
      copy(file, source, target, around);
    } else if (is.isRegularFile()) {
      try (InputStream from = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS);
          OutputStream to = Files.newOutputStream(target)) {
        allowance.copy(from, to, name(file));
      }
    } else {
      throw refused(
          file, "is neither a file nor a folder but a pipe, socket or device. Remove it.");
    }
  }

  private Path followed(Path file, Path link) throws IOException {
    if (!Files.exists(link)) {
      throw refused(file, "is a dangling symbolic link. Remove it, or put the file itself there.");
    }
    Path real = link.toRealPath();
    if (!real.startsWith(root.toRealPath())) {
      throw refused(
          file, "is a link that points outside the chart. Put the file itself into the chart.");
    }
    return real;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private String name(Path file) {
    return root.relativize(file).toString();
  }

  private ChartException refused(Path file, String why) {
    return new ChartException("%s in the chart %s %s".formatted(name(file), root, why));
  }
}
