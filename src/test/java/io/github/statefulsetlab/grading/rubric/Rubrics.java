package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.support.Nearest;
import io.github.statefulsetlab.support.TextFile;
import io.github.statefulsetlab.support.TextFile.NotTextException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The bundled rubrics, and teachers' own files. */
public final class Rubrics {

  private static final String SUFFIX = ".yaml";
  private static final int MOST_BYTES = 256 * 1024;

  private Rubrics() {}

  /** The names of the bundled rubrics. */
  public static List<String> names() {
    try (Stream<Path> files = Files.list(bundled())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("The bundled rubrics can't be listed.", e);
    }
  }

  /**
   * Reads a bundled rubric by its name, or a file.
   *
   * @throws RubricException if there is none, or it can't be used
   */
  public static Rubric read(String nameOrFile) {
    if (names().contains(nameOrFile)) {
      return read(bundled().resolve(nameOrFile + SUFFIX));
    }
    Path file = Path.of(nameOrFile);
    if (!Files.exists(file)) {
      throw new RubricException(
          "There is no rubric \"%s\". %sGive a file, or one of %s."
              .formatted(
                  nameOrFile, Nearest.question(nameOrFile, names()), String.join(", ", names())));
    }
    return read(file);
  }

  private static Rubric read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      String text = TextFile.read(file, name, MOST_BYTES);
      return new RubricReader(Criterion.all()).read(name, text, sha256(text));
    } catch (NotTextException e) {
      throw new RubricException(String.valueOf(e.getMessage()));
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static Path bundled() {
    URL folder = Objects.requireNonNull(Rubrics.class.getResource("/rubrics"), "/rubrics");
    try {
      return Path.of(folder.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(folder + " is not a folder.", e);
    }
  }
}
