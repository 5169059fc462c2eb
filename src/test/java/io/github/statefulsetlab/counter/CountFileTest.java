package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.statefulsetlab.counter.FakeDisk.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountFileTest {

  private final FakeDisk disk = new FakeDisk();
  private Path folder;
  private Path path;
  private CountFile file;

  @BeforeEach
  void inAFolder(@TempDir Path temporary) {
    folder = temporary;
    path = folder.resolve("visits.txt");
    file = new CountFile(folder, "visits.txt", "web-0", disk);
  }

  @Nested
  class Valid {

    @Test
    void noFileIsZeroVisits() throws StoreProblem {
      assertThat(file.read()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "13, 13", "007, 7", "9223372036854775806, 9223372036854775806"})
    void aNumberIsTheCount(String content, long count) throws IOException, StoreProblem {
      Files.writeString(path, content);

      assertThat(file.read()).isEqualTo(count);
    }

    @Test
    void whiteSpaceAroundTheNumberIsNoMatter() throws IOException, StoreProblem {
      Files.writeString(path, " 13\r\n");

      assertThat(file.read()).isEqualTo(13);
    }

    @Test
    void holdsThePlainNumber() throws StoreProblem {
      file.replace(0, 13);

      assertThat(path).hasContent("13").hasSize(2);
    }

    @Test
    void writesBesideSyncsRenamesAndSyncsTheFolder() throws StoreProblem {
      file.replace(0, 13);

      assertThat(disk.steps()).containsExactly(Step.WRITE, Step.RENAME, Step.SYNC_FOLDER);
    }

    @Test
    void leavesNothingBesideIt() throws StoreProblem {
      file.replace(0, 13);
      file.tryWriting(13);

      assertThat(folder)
          .isDirectoryContaining(path::equals)
          .isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void tryingToWriteDoesNotTouchIt() throws IOException, StoreProblem {
      Files.writeString(path, "13\n");
      file.tryWriting(13);

      assertThat(path).hasContent("13\n");
    }

    @Test
    void whatACrashLeftIsRemoved() throws IOException {
      Files.writeString(folder.resolve(".visits.txt.web-0.tmp"), "1");
      file.deleteLeftover();

      assertThat(folder).isEmptyDirectory();
    }
  }

  @Nested
  class Invalid {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " \n",
          "abc",
          "12abc",
          "-1",
          "+1",
          "1.5",
          "1e3",
          "1 2",
          "0x10",
          "٣",
          "9223372036854775807",
          "9223372036854775808",
          "99999999999999999999999999",
          "00000000000000000000000000000000000000000000000000000000000000001"
        })
    void isNamedWithARemedyAndLeftAlone(String content) throws IOException {
      Files.writeString(path, content);

      assertThatThrownBy(file::read)
          .isInstanceOf(StoreProblem.class)
          .hasMessageStartingWith(path.toString())
          .hasMessageContaining("delete it to start at 0");
      assertThat(path).hasContent(content);
    }

    @Test
    void terminalsAreSafeFromIt() throws IOException {
      Files.writeString(path, "\u001b[2J\n::error::");

      assertThatThrownBy(file::read).hasMessageContaining("\"?[2J?::error::\"");
    }

    @Test
    void aFolderInItsPlaceIsRefused() throws IOException {
      Files.createDirectory(path);

      assertThatThrownBy(file::read)
          .isInstanceOf(StoreProblem.class)
          .hasMessageContaining(path + " is a folder")
          .hasMessageContaining("VISITS_FILE");
    }

    @Test
    void aLinkInItsPlaceIsRefused() throws IOException {
      Files.createSymbolicLink(path, folder.resolve("elsewhere"));

      assertThatThrownBy(file::read)
          .isInstanceOf(StoreProblem.class)
          .hasMessageContaining(path + " is a link or a device");
    }

    @Test
    void aMissingFolderIsNotZeroVisits() {
      CountFile lost = new CountFile(folder.resolve("lost"), "visits.txt", "web-0", disk);

      assertThatThrownBy(lost::read)
          .isInstanceOf(StoreProblem.class)
          .hasMessageContaining(folder.resolve("lost") + " is not there")
          .hasMessageContaining("DATA_DIR");
    }

    @Test
    void anUnreadableFileIsNamedWithItsUser() throws IOException {
      Files.writeString(path, "13");
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
      assumeThat(Files.isReadable(path)).as("root reads everything").isFalse();

      assertThatThrownBy(file::read)
          .isInstanceOf(StoreProblem.class)
          .hasMessageContaining(path + " can't be read by user")
          .hasMessageContaining("fsGroup");
    }
  }

  @Nested
  class FailedWrite {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void leavesTheCountThatWasThere(Step broken) throws IOException {
      Files.writeString(path, "13");
      disk.breakAt(broken);

      assertThatThrownBy(() -> file.replace(13, 14))
          .isInstanceOf(StoreProblem.class)
          .hasMessageContaining(folder + " is full")
          .hasMessageContaining(path.toString());
      assertThat(path).hasContent("13");
      assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }
  }
}
