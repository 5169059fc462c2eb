package io.github.statefulsetlab.chart.intake;

import io.github.statefulsetlab.chart.ChartException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A packaged chart: one folder in a gzipped tar, as {@code helm package} makes it. */
final class ChartArchive {

  private static final int LONGEST_SHOWN = 300;
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final Path file;
  private final String name;
  private final ChartLimits allowance;

  /**
   * An archive that nothing was read of.
   *
   * @param name what messages call it
   */
  ChartArchive(Path file, String name, ChartLimits allowance) {
    this.file = file;
    this.name = name;
    this.allowance = allowance;
  }

  /** Whether a file begins as gzipped ones do, whatever it is called. */
  static boolean isGzip(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(GZIP.length), GZIP);
    } catch (IOException e) {
      throw new ChartException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Unpacks its one folder.
   *
   * @param target becomes that folder
   * @throws ChartException if it is damaged, has anything but files in one folder with a {@code
   *     Chart.yaml}, or too much of them
   */
  void unpackTo(Path target) throws IOException {
    Files.createDirectories(target);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        TarArchiveInputStream tar =
            new TarArchiveInputStream(allowance.unpacked(new GZIPInputStream(in)))) {
      unpack(tar, target);
    } catch (EOFException e) {
      throw damaged("it ends before all of it was read", e);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
    if (!Files.isRegularFile(target.resolve("Chart.yaml"))) {
      throw notOneFolder();
    }
  }

  private ChartException damaged(String how, Exception e) {
    return new ChartException(
        "%s is damaged: %s. Pack the chart again with: helm package FOLDER".formatted(name, how),
        e);
  }

  private void unpack(TarArchiveInputStream tar, Path target) throws IOException {
    Optional<String> top = Optional.empty();
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      allowance.take();
      List<String> steps = steps(entry);
      if (steps.isEmpty() || steps.stream().anyMatch(IgnoredFiles::is)) {
        continue;
      }
      if (!top.orElse(steps.get(0)).equals(steps.get(0))
          || (steps.size() == 1 && !isFolder(entry))) {
        throw notOneFolder();
      }
      top = Optional.of(steps.get(0));
      write(tar, entry, target.resolve(String.join("/", steps.subList(1, steps.size()))));
    }
  }

  private void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    try {
      writeNew(tar, entry, target);
    } catch (FileSystemException e) {
      throw refused(entry, "lies in what is a file in this archive, or its path is too long");
    }
  }

  private void writeNew(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (isFolder(entry)) {
      Files.createDirectories(target);
      return;
    }
    if (Files.exists(target)) {
      throw refused(entry, "is there twice");
    }
    Files.createDirectories(target.resolveSibling(""));
    try (OutputStream to = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
      allowance.copy(tar, to, entry.getName());
    }
  }

  /** The entry's name, step by step. */
  private List<String> steps(TarArchiveEntry entry) {
    String path = entry.getName();
    List<String> steps =
        Arrays.stream(path.split("/", -1)).filter(s -> !s.isEmpty() && !s.equals(".")).toList();
    if (path.startsWith("/") || path.matches("[A-Za-z]:.*")) {
      throw refused(entry, "has an absolute path");
    }
    if (steps.contains("..")) {
      throw refused(entry, "points outside the archive");
    }
    if (path.indexOf('\\') >= 0 || path.chars().anyMatch(Character::isISOControl)) {
      throw refused(entry, "has a backslash or a control character in its name");
    }
    if (!isFolder(entry) && !isFile(entry)) {
      throw refused(entry, "is neither a file nor a folder but a link or a device");
    }
    return steps;
  }

  private static boolean isFolder(TarArchiveEntry entry) {
    return entry.getLinkFlag() == TarConstants.LF_DIR
        || (isFile(entry) && entry.getName().endsWith("/"));
  }

  private static boolean isFile(TarArchiveEntry entry) {
    byte flag = entry.getLinkFlag();
    return !entry.isSparse() && (flag == TarConstants.LF_NORMAL || flag == TarConstants.LF_OLDNORM);
  }

  private ChartException refused(TarArchiveEntry entry, String why) {
    return new ChartException(
        "%s in %s %s. Pack the chart with: helm package FOLDER"
            .formatted(shown(entry.getName()), name, why));
  }

  private static String shown(String path) {
    return path.length() <= LONGEST_SHOWN ? path : path.substring(0, LONGEST_SHOWN) + "…";
  }

  private ChartException notOneFolder() {
    return new ChartException(
        "%s is not a packaged chart: it must hold one folder with a Chart.yaml in it. Pack the chart with: helm package FOLDER"
            .formatted(name));
  }
}
