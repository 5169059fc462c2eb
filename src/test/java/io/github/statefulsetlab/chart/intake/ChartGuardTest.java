package io.github.statefulsetlab.chart.intake;

import static io.github.statefulsetlab.chart.intake.GivenChart.files;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What is let in")
class ChartGuardTest {

  @TempDir Path folder;
  private GivenChart given;
  private Path web;

  @BeforeEach
  void chart() throws IOException {
    given = GivenChart.in(folder);
    web = given.web();
  }

  @Test
  void isACopyThatChangesOfTheOriginalDoNotReach() throws IOException {
    Chart chart = given.admitted(web);
    Files.writeString(web.resolve("values.yaml"), "a: 2\n");

    assertThat(chart.given()).isEqualTo(web);
    assertThat(chart.folder().resolve("values.yaml")).hasContent("a: 1\n");
    assertThat(files(chart)).containsExactly("Chart.yaml", "templates/it.yaml", "values.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {".git", ".svn", ".idea", "__MACOSX", "._Chart.yaml"})
  void leavesOutWhatIsNoPartOfAnyChart(String junk) throws IOException {
    String digest = given.admitted(web).digest();
    Files.createDirectories(web.resolve("templates").resolve(junk));
    Files.writeString(web.resolve("templates").resolve(junk).resolve("x"), "x");
    Files.writeString(web.resolve(".DS_Store"), "x");

    assertThat(given.admitted(web).digest()).isEqualTo(digest);
  }

  @Test
  void isAChart() throws IOException {
    given.assertRefused(folder.resolve("nowhere"), "There is no chart at");
    given.assertRefused(folder.resolve("given"), "there is no Chart.yaml", "Did you mean " + web);
    given.assertRefused(web.resolve("Chart.yaml"), "neither a chart's folder nor a .tgz");
    Files.writeString(web.resolve("Chart.yaml"), "name: web\n");
    given.assertRefused(web, web.resolve("Chart.yaml").toString(), "has no 'version'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: ../web, version: 1.0.0}",
        "{name: 'web\nx', version: 1.0.0}",
        "{name: .., version: 1.0.0}",
        "{name: web, version: 1.10}",
        "{name: web, version: latest}",
        "{name: web, version: '1.0.0\nx: y'}",
      })
  void isNamedAndNumberedAsHelmWantsIt(String yaml) throws IOException {
    Files.writeString(web.resolve("Chart.yaml"), yaml);
    given.assertRefused(web, "Chart.yaml: ", " is ", "Use ");
  }
}
