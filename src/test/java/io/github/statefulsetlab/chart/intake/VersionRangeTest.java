package io.github.statefulsetlab.chart.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A range of versions")
class VersionRangeTest {

  private static boolean includes(String range, String version) {
    return VersionRange.parse(range).orElseThrow().includes(version);
  }

  @ParameterizedTest(name = "{0}: {1}, not {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "~1.2; 1.2.0-rc.1; 1.3.0-rc.1",
        "1.2.3; 1.2.3; 1.2.4",
        "v1.2.3; 1.2.3+build; 1.2.4",
        "=1.2; 1.2.9; 1.3.0",
        "1.x; 1.9.0; 2.0.0",
        "1.2.x; 1.2.9; 1.1.9",
        "!=1.2.3; 1.2.4; 1.2.3",
        "!=1.2; 1.3.0; 1.2.7",
        ">1.2.3; 1.2.4; 1.2.3",
        ">1.2; 1.3.0; 1.2.9",
        ">1; 2.0.0; 1.9.0",
        ">=1.2; 1.2.0; 1.1.9",
        "<1.2; 1.1.9; 1.2.0",
        "<=1.2; 1.2.9; 1.3.0",
        "<=1.2.3; 1.2.3; 1.2.4",
        "~1.2.3; 1.2.9; 1.3.0",
        "~1.2.3; 1.2.3; 1.2.2",
        "~1; 1.9.9; 2.0.0",
        "~>1.2; 1.2.0; 1.3.0",
        "^1.2.3; 1.9.0; 2.0.0",
        "^1.2.3; 1.2.3; 1.2.2",
        "^0.2.3; 0.2.9; 0.3.0",
        "^0.0.3; 0.0.3; 0.0.4",
        "^0.0; 0.0.9; 0.1.0",
        "^0; 0.9.9; 1.0.0",
        ">=1.0.0 <2.0.0; 1.5.0; 2.0.0",
        ">= 1.0.0, < 2.0.0; 1.0.0; 0.9.9",
        "1.0 - 2.0; 2.0.5; 2.1.0",
        "1.0.0 - 2.0.0; 1.0.0; 2.0.1",
        "1.x || 3.x; 3.1.0; 2.0.0",
      })
  void includesWhatHelmIncludes(String range, String inside, String outside) {
    assertThat(includes(range, inside)).as("%s in %s", inside, range).isTrue();
    assertThat(includes(range, outside)).as("%s in %s", outside, range).isFalse();
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
}
