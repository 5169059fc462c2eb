package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Helm's library")
class UnpackedLibraryTest {

  @TempDir Path folder;

  @Test
  void isUnpackedOnce() throws IOException {
    Path file = UnpackedLibrary.unpacked(folder.resolve("helm")).orElseThrow();
    assertThat(file).isRegularFile().isAbsolute();
    assertThat(Files.size(file)).isGreaterThan(50_000_000);
    FileTime then = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(file, then);

    assertThat(UnpackedLibrary.unpacked(folder.resolve("helm"))).contains(file);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
    assertThat(folder.resolve("helm")).isDirectoryContaining(file::equals);
    assertThat(folder.resolve("helm").toFile().list()).hasSize(1);
  }

  @Test
  void isLeftToEachProcessWhereItCannotBePut() throws IOException {
    Path occupied = Files.writeString(folder.resolve("a-file"), "");

    assertThat(UnpackedLibrary.unpacked(occupied.resolve("helm"))).isEmpty();
  }
}
