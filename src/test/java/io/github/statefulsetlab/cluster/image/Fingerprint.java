package io.github.statefulsetlab.cluster.image;

import io.github.statefulsetlab.support.SortedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest of all that decides on the bytes of the app's image: the app's classes, how the image is
 * built, the JDK and the C library. Takes milliseconds; the large files among them go in by size
 * and time.
 */
final class Fingerprint {

  /** To be raised when an image is built in another way. */
  private static final int BUILDER = 5;

  private static final int LENGTH = 32;
  private static final Path MAPS = Path.of("/proc/self/maps");

  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  static String ofImage(Path classes) {
    Fingerprint fingerprint = new Fingerprint();
    try {
      fingerprint.add("builder " + BUILDER);
      fingerprint.add(AppImage.REFERENCE);
      for (String property : List.of("java.home", "java.runtime.version", "os.name", "os.arch")) {
        fingerprint.add(property + "=" + System.getProperty(property));
      }
      fingerprint.addLibraries();
      fingerprint.digest.update(StartArchive.classes());
      for (Path file : SortedFiles.below(classes)) {
        fingerprint.add(classes.relativize(file).toString());
        fingerprint.digest.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read what goes into the app's image", e);
    }
    return HexFormat.of().formatHex(fingerprint.digest.digest()).substring(0, LENGTH);
  }

  /** The libraries that this JVM runs on are those that the image gets. */
  private void addLibraries() throws IOException {
    if (!Files.isReadable(MAPS)) {
      return;
    }
    List<Path> libraries =
        Files.readAllLines(MAPS).stream()
            .filter(line -> line.contains("/"))
            .map(line -> line.substring(line.indexOf('/')))
            .filter(name -> name.matches(".*/(ld-|lib(c|m|z|gcc_s|stdc\\+\\+|jvm)[.-]).*"))
            .distinct()
            .sorted()
            .map(Path::of)
            .filter(Files::exists)
            .toList();
    for (Path library : libraries) {
      BasicFileAttributes attributes = Files.readAttributes(library, BasicFileAttributes.class);
      add(library + " " + attributes.size() + " " + attributes.lastModifiedTime());
    }
  }

  private void add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
