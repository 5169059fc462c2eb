package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Comments in templates")
class TemplateCommentsTest {

  @ParameterizedTest
  @CsvSource({
    "'a{{/* b */}}c', ac",
    "'a{{- /* b\nc */ -}}d', 'a\nd'",
    "'{{/* a */}}{{/* b */}}', ''",
    "'{{/* a', '{{/* a'",
    "'{{/* a */ b }}', '{{/* a */ b }}'",
    "'{{ x }}{{/* a */}}', '{{ x }}'",
    "'{{{/* a */}}', '{{{/* a */}}'",
    "a, a"
  })
  void leaveNothingButLineEnds(String text, String rest) {
    assertThat(TemplateComments.blanked(text)).isEqualTo(rest);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{{/*", "{{ \n", "{{/* */ "})
  void takeTimeInProportion(String part) {
    String text = part.repeat(300_000) + "*/" + " ".repeat(300_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> TemplateComments.blanked(text));
  }
}
