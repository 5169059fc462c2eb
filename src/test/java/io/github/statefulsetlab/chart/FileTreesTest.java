package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Folders of our own")
class FileTreesTest {

  @TempDir private Path folder;

  private Path from;
  private Path kept;

  @BeforeEach
  void fill() throws IOException {
    from = folder.resolve("from");
    Files.createDirectories(from.resolve("templates").resolve("deep"));
    Files.writeString(from.resolve("Chart.yaml"), "name: it\n");
    Files.writeString(from.resolve("templates").resolve("deep").resolve("a.yaml"), "a: 1\n");
    kept = Files.createDirectories(folder.resolve("kept"));
    Files.writeString(kept.resolve("file"), "not to be touched");
  }

  @Test
  void areCopiedOverWhatIsThere() throws IOException {
    Path to = folder.resolve("some").resolve("to");
    Files.createDirectories(to);
    Files.writeString(to.resolve("Chart.yaml"), "name: other\n");
    Files.writeString(to.resolve("values.yaml"), "stays: true\n");

    FileTrees.copy(from, to);

    assertThat(to.resolve("Chart.yaml")).hasContent("name: it\n");
    assertThat(to.resolve("templates/deep/a.yaml")).hasContent("a: 1\n");
    assertThat(to.resolve("values.yaml")).hasContent("stays: true\n");
  }

  @Test
  void areCopiedToAFolderThatIsNotThereYet() throws IOException {
    FileTrees.copy(from, folder.resolve("new").resolve("to"));

    assertThat(folder.resolve("new/to/templates/deep/a.yaml")).hasContent("a: 1\n");
  }

  @Test
  void areRemovedWithAllThatIsInThem() throws IOException {
    FileTrees.delete(from);
    FileTrees.delete(folder.resolve("never-there"));

    assertThat(from).doesNotExist();
  }

  @Test
  void areEmptied() throws IOException {
    FileTrees.empty(from);

    assertThat(from).isEmptyDirectory();
  }

  /** What an app or a chart has left in a folder may lead anywhere. */
  @Test
  void areRemovedWithoutFollowingALink() throws IOException {
    Files.createSymbolicLink(from.resolve("link"), kept);
    Files.createSymbolicLink(from.resolve("dangling"), folder.resolve("nowhere"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), kept);

    FileTrees.empty(from);
    FileTrees.delete(from);
    FileTrees.delete(link);

    assertThat(from).doesNotExist();
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(kept.resolve("file")).hasContent("not to be touched");
  }
}
