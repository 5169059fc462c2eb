package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.support.ContentDigest;
import io.github.statefulsetlab.support.GitHead;
import io.github.statefulsetlab.support.SortedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What says which code judged, and by which values. */
final class HarnessDigest {

  private static final int COMMIT_DIGITS = 12;

  private HarnessDigest() {}

  /** SHA-256 over the compiled code and the criteria, in hexadecimal. */
  static String ofCode() {
    try {
      Path classes =
          Path.of(HarnessDigest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      ContentDigest digest = new ContentDigest();
      for (String part : List.of("io", "criteria")) {
        addFolder(digest, classes, classes.resolve(part));
      }
      return digest.hex();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The code lies in a folder.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The harness can't read its own code.", e);
    }
  }

  /**
   * The version, with the commit as Semantic Versioning has it for builds: {@code
   * 0.1.0+a1b2c3d4e5f6}.
   *
   * @param checkout the project's folder, which has a commit if it is a Git clone
   */
  static String version(String number, Path checkout) {
    return GitHead.of(checkout)
        .map(head -> number + "+" + head.commit().substring(0, COMMIT_DIGITS))
        .orElse(number);
  }

  private static void addFolder(ContentDigest digest, Path root, Path folder) throws IOException {
    for (Path file : SortedFiles.below(folder)) {
      digest.add(root.relativize(file).toString());
      digest.add(Files.readAllBytes(file));
    }
  }
}
