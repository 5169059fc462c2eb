package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartReadmeTest {

  private static final Path CHART = Path.of("charts", "counter");

  @Test
  void readmeIsWhatTheValuesSay() throws IOException {
    Path readme = CHART.resolve("README.md");
    String expected = ChartReadme.of(CHART);
    if (Boolean.getBoolean("lab.update")) {
      Files.writeString(readme, expected);
    }

    assertThat(readme)
        .as(
            "generated from values.yaml and README.md.gotmpl: ./mvnw test -Dtest=ChartReadmeTest -Dlab.update=true")
        .hasContent(expected);
  }

  @Nested
  class ValuesTable {

    private final Path folder;

    ValuesTable(@TempDir Path folder) {
      this.folder = folder;
    }

    @Test
    void hasARowForEachDescribedKeyInTheirOrder() throws IOException {
      assertThat(
              table(
                  """
                  # A remark that describes nothing.

                  # -- Second by name,
                  # first in the file
                  zone: here
                  apple:
                    # -- Its weight
                    weight: 3
                    # -- (int) Its age
                    age:
                  # -- As a whole
                  whole:
                    part: true
                  # -- Either | or
                  choice: []
                  """))
          .isEqualTo(
              """
              | Key | Type | Default | Description |
              |-----|------|---------|-------------|
              | zone | string | `"here"` | Second by name, first in the file |
              | apple.weight | int | `3` | Its weight |
              | apple.age | int | `null` | Its age |
              | whole | object | `{"part":true}` | As a whole |
              | choice | list | `[]` | Either \\| or |""");
    }

    @Test
    void refusesAValueThatNobodyDescribed() {
      assertThatThrownBy(() -> table("apple:\n  weight: 3\n"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("apple.weight");
    }

    private String table(String values) throws IOException {
      return ChartReadme.valuesTable(Files.writeString(folder.resolve("values.yaml"), values));
    }
  }
}
