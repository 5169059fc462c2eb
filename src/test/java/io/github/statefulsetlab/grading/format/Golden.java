package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One example of each format, to read and to compare with: {@code -Dlab.update=true} writes it. */
final class Golden {

  private static final Path FOLDER = Path.of("src", "test", "resources", "formats");

  private Golden() {}

  static void check(String name, String written) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("lab.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, written);
    }
    assertThat(file).content().isEqualTo(written);
  }
}
