package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFolderTest {

  private final Path folder;

  ReportFolderTest(@TempDir Path parent) {
    this.folder = parent.resolve("reports");
  }

  @Test
  void aFileIsReplacedAsAWholeAndNothingIsLeftBeside() throws IOException {
    ReportFolder reports = ReportFolder.cleared(folder);
    reports.write("grade.md", "a long first version");
    Path reader = Files.createLink(folder.resolve("reader"), folder.resolve("grade.md"));

    reports.write("grade.md", "second");

    assertThat(folder.resolve("grade.md")).hasContent("second");
    assertThat(reader).as("what a reader has open").hasContent("a long first version");
    assertThat(files()).containsExactlyInAnyOrder("grade.md", "reader");
  }

  @Test
  void anEarlierRunsResultsAreGoneAndNothingElse() throws IOException {
    ReportFolder earlier = ReportFolder.cleared(folder);
    earlier.write("grade.json", "{}");
    earlier.writeEvidence(
        Observations.seen(
            "a.b", Observations.submission("sub"), new Evidence.Item("Counts", "1 2 3")));
    Files.writeString(folder.resolve("README.md"), "kept");

    ReportFolder.cleared(folder);

    assertThat(files()).containsExactly("README.md");
  }

  @Test
  void evidenceIsNamedByWhatItShows() {
    List<String> written =
        ReportFolder.cleared(folder)
            .writeEvidence(
                Observations.seen(
                    "a.b",
                    Observations.submission("sub"),
                    new Evidence.Item("kubectl get pods", "pods"),
                    new Evidence.Item("Look-up of a/../b", "found")));

    assertThat(written)
        .containsExactly(
            "evidence/sub/a.b/01-kubectl-get-pods.txt", "evidence/sub/a.b/02-look-up-of-a-b.txt");
    assertThat(folder.resolve(written.get(1))).hasContent("found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../up", "..", "/etc", "a/b", "x\ny", "..."})
  void noNameLeadsOutOfTheFolder(String submission) {
    String written =
        ReportFolder.cleared(folder)
            .writeEvidence(
                Observations.seen(
                    "a.b",
                    Observations.submission(submission),
                    new Evidence.Item("../../x", "text")))
            .get(0);

    Path evidence = folder.resolve("evidence");
    assertThat(folder.resolve(written)).exists();
    assertThat(evidence.relativize(folder.resolve(written).normalize()))
        .as("one folder for the submission, one for the criterion, one file")
        .satisfies(inside -> assertThat(inside.getNameCount()).isEqualTo(3))
        .satisfies(inside -> assertThat(inside.toString()).doesNotStartWith(".."));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
