package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A range of versions")
class VersionRangeTest {

  @TempDir private Path chart;

  private record Row(String range, String inside, String outside) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("1.2.3", "1.2.3", "1.2.4"),
          new Row("v1.2.3", "1.2.3+build", "1.2.4"),
          new Row("=1.2", "1.2.9", "1.3.0"),
          new Row("1.x", "1.9.0", "2.0.0"),
          new Row("1.2.x", "1.2.9", "1.1.9"),
          new Row("!=1.2.3", "1.2.4", "1.2.3"),
          new Row("!=1.2", "1.3.0", "1.2.7"),
          new Row(">1.2.3", "1.2.4", "1.2.3"),
          new Row(">1.2", "1.3.0", "1.2.9"),
          new Row(">1", "2.0.0", "1.9.0"),
          new Row(">=1.2", "1.2.0", "1.1.9"),
          new Row("<1.2", "1.1.9", "1.2.0"),
          new Row("<=1.2", "1.2.9", "1.3.0"),
          new Row("<=1.2.3", "1.2.3", "1.2.4"),
          new Row("~1.2.3", "1.2.9", "1.3.0"),
          new Row("~1.2.3", "1.2.3", "1.2.2"),
          new Row("~1", "1.9.9", "2.0.0"),
          new Row("~>1.2", "1.2.0", "1.3.0"),
          new Row("^1.2.3", "1.9.0", "2.0.0"),
          new Row("^1.2.3", "1.2.3", "1.2.2"),
          new Row("^0.2.3", "0.2.9", "0.3.0"),
          new Row("^0.0.3", "0.0.3", "0.0.4"),
          new Row("^0.0", "0.0.9", "0.1.0"),
          new Row("^0", "0.9.9", "1.0.0"),
          new Row(">=1.0.0 <2.0.0", "1.5.0", "2.0.0"),
          new Row(">= 1.0.0, < 2.0.0", "1.0.0", "0.9.9"),
          new Row("1.0 - 2.0", "2.0.5", "2.1.0"),
          new Row("1.0.0 - 2.0.0", "1.0.0", "2.0.1"),
          new Row("1.x || 3.x", "3.1.0", "2.0.0"));

  private static boolean includes(String range, String version) {
    return VersionRange.parse(range).orElseThrow().includes(version);
  }

  @ParameterizedTest(name = "{0}")
  @FieldSource("ROWS")
  void includesWhatHelmIncludes(Row row) {
    assertThat(includes(row.range, row.inside)).as("%s in %s", row.inside, row.range).isTrue();
    assertThat(includes(row.range, row.outside)).as("%s in %s", row.outside, row.range).isFalse();
  }

  /** Helm itself, asked by {@code helm dependency list}, of all at once. */
  @Test
  void includesWhatHelmSaysItIncludes() throws IOException {
    List<String> asked = new ArrayList<>();
    for (Row row : ROWS) {
      ask(asked, row.range, row.inside);
      ask(asked, row.range, row.outside);
    }
    Files.writeString(
        chart.resolve("Chart.yaml"),
        "apiVersion: v2\nname: it\nversion: 1.0.0\ndependencies:\n" + String.join("", asked));

    assertThat(new Helm(chart).dependency().list().call().getDependencies())
        .hasSize(2 * ROWS.size())
        .allSatisfy(
            dependency ->
                assertThat(dependency.getStatus())
                    .as("%s in %s", dependency.getName(), dependency.getVersion())
                    .isEqualTo(
                        dependency.getName().startsWith("in") ? "unpacked" : "wrong version"));
  }

  private void ask(List<String> asked, String range, String version) throws IOException {
    String name = (asked.size() % 2 == 0 ? "in-" : "out-") + asked.size();
    Path dependency = Files.createDirectories(chart.resolve("charts").resolve(name));
    Files.writeString(
        dependency.resolve("Chart.yaml"),
        "apiVersion: v2\nname: %s\nversion: %s\n".formatted(name, version));
    asked.add(
        "  - {name: %s, version: \"%s\", repository: \"file://../%s\"}\n"
            .formatted(name, range, name));
  }

  /** Here this is kinder than Helm, which has none of them in a range that does not name one. */
  @Test
  void takesAPreReleaseForTheReleaseThatItLeadsTo() {
    assertThat(includes("~1.2", "1.2.0-rc.1")).isTrue();
    assertThat(includes("~1.2", "1.3.0-rc.1")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"latest", "^", "1.2.3 or 4", "'1.0 ||'", "https://example.com"})
  void isNotEveryText(String text) {
    assertThat(VersionRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "x"})
  void mayBeAll(String all) {
    assertThat(includes(all, "1.2.3")).isTrue();
  }

  @Test
  void hasNoVersionThatIsNone() {
    assertThat(includes("*", "latest")).isFalse();
  }

  /** Each took minutes, or ended in a StackOverflowError. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "1||", "1 ", "^", "1 - "})
  void isNoneThatIsLongerThanAnybodyWrites(String piece) {
    assertThat(VersionRange.parse(piece.repeat(100_000))).isEmpty();
  }
}
