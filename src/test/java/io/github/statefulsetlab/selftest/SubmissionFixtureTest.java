package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.submission.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionFixtureTest {

  private static final String LEAST =
      """
      about: Everything is right.
      right: true
      features: [port-5000]
      statefulSets: [web]
      """;

  private static final String WRONG =
      LEAST.replace("true", "false")
          + """
          verdicts:
            dns.pod-fqdn: {verdict: FAIL, of: web, hint: serviceName}
          """;

  private final Path folder;

  SubmissionFixtureTest(@TempDir Path parent) {
    this.folder = parent.resolve("some-chart");
  }

  @Test
  void hasTheFoldersNameAndTheChartBesideIt() throws IOException {
    SubmissionFixture fixture = read(LEAST + "values: [chart/values-prod.yaml]\n");

    assertThat(fixture.name()).isEqualTo("some-chart");
    assertThat(fixture.handedIn().chart()).isEqualTo(folder.resolve("chart"));
    assertThat(fixture.handedIn().values().files())
        .containsExactly(folder.resolve("chart").resolve("values-prod.yaml"));
    assertThat(fixture.renders()).isTrue();
  }

  @Test
  void aVerdictIsAboutTheStatefulSetThatItNames() throws IOException {
    SubmissionFixture fixture = read(WRONG);

    assertThat(fixture.deserved().verdictsOf("shop-web"))
        .hasEntrySatisfying(
            "dns.pod-fqdn", deserts -> assertThat(deserts.verdict()).isEqualTo(Verdict.FAIL));
    assertThat(fixture.deserved().verdictsOf("shop-db")).isEmpty();
  }

  @Nested
  class IsRefusedWithFileAndField {

    @Test
    void whenAFieldIsUnknown() {
      assertRefused(LEAST + "verdict: {}\n", "verdict", "no such field");
    }

    @Test
    void whenAFieldIsMissing() {
      assertRefused(LEAST.replace("statefulSets: [web]\n", ""), "statefulSets: it is missing");
    }

    @Test
    void whenARightChartHasVerdicts() {
      assertRefused(WRONG.replace("false", "true"), "right: a chart is right if");
    }

    @Test
    void whenAWrongChartHasNone() {
      assertRefused(LEAST.replace("true", "false"), "right: a chart is right if");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASS", "INFRA_ERROR", "TIMEOUT"})
    void whenAVerdictIsNoneThatAChartDeserves(String verdict) {
      assertRefused(WRONG.replace("FAIL", verdict), "verdicts.dns.pod-fqdn", "must be FAIL");
    }

    @Test
    void whenAVerdictHasNoWords() {
      assertRefused(WRONG.replace(", hint: serviceName", ""), "verdicts.dns.pod-fqdn", "says");
    }

    @Test
    void whenThereIsNoChart() {
      assertRefused(LEAST + "chart: app\n", "chart: there is no Chart.yaml in");
    }

    private void assertRefused(String yaml, String... parts) {
      assertThatThrownBy(() -> read(yaml))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("expected.yaml")
          .hasMessageContainingAll(parts);
    }
  }

  private SubmissionFixture read(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("chart"));
    Files.writeString(folder.resolve("chart").resolve("Chart.yaml"), "name: web\n");
    Files.writeString(folder.resolve("expected.yaml"), yaml);
    return SubmissionFixture.read(folder);
  }
}
