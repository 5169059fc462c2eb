package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Observations;
import io.github.statefulsetlab.lab.context.Evidence;
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
    earlier.write("grade.json", "{\"submissions\": [{\"id\": \"sub\"}]}");
    earlier.writeEvidence(
        "sub",
        Observations.seen(
            "a.b", Observations.submission("sub"), new Evidence.Item("Counts", "1 2 3")),
        false);
    earlier.in("teacher").write("grade.json", "{}");
    earlier.in("history").in("earlier").write("grade.json", "{}");
    Files.writeString(folder.resolve("README.md"), "kept");
    Files.writeString(folder.resolve("marks.csv"), "kept");

    ReportFolder.cleared(folder);

    assertThat(files()).containsExactlyInAnyOrder("README.md", "marks.csv", "history");
  }

  @Test
  void evidenceIsNamedByWhatItShows() {
    List<String> written =
        ReportFolder.cleared(folder)
            .writeEvidence(
                "sub",
                Observations.seen(
                    "a.b",
                    Observations.submission("sub"),
                    new Evidence.Item("kubectl get pods", "pods"),
                    new Evidence.Item("Look-up of a/../b", "found")),
                false);

    assertThat(written)
        .containsExactly(
            "sub/evidence/a.b/01-kubectl_get_pods.txt",
            "sub/evidence/a.b/02-Look-up_of_a_.._b.txt");
    assertThat(folder.resolve(written.get(1))).hasContent("found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../up", "..", "/etc", "a/b", "x\ny", "...", ""})
  void noNameLeadsOutOfTheFolder(String submission) {
    String written =
        ReportFolder.cleared(folder)
            .writeEvidence(
                submission,
                Observations.seen(
                    "a.b",
                    Observations.submission(submission),
                    new Evidence.Item("../../x", "text")),
                false)
            .get(0);

    assertThat(folder.resolve(written)).exists();
    assertThat(folder.relativize(folder.resolve(written).normalize()))
        .as("the submission's folder, its evidence, one folder for the criterion, one file")
        .satisfies(inside -> assertThat(inside.getNameCount()).isEqualTo(4))
        .satisfies(inside -> assertThat(inside.toString()).doesNotStartWith(".."));
  }

  @Test
  void whatIsHiddenLiesInTheTeachersFolder() {
    List<String> written =
        ReportFolder.cleared(folder)
            .writeEvidence(
                "sub",
                Observations.seen(
                    "a.b", Observations.submission("sub"), new Evidence.Item("Counts", "1 2 3")),
                true);

    assertThat(written).containsExactly("teacher/sub/evidence/a.b/01-Counts.txt");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
