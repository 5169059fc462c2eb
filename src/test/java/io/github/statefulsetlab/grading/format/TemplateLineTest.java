package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A line of a template that a hint names")
class TemplateLineTest {

  @Test
  void isFound() {
    assertThat(TemplateLine.in("See templates/a/b-c.d/set.yaml:34 (.Values.x)."))
        .contains(new TemplateLine("templates/a/b-c.d/set.yaml", Optional.of(34)));
    assertThat(TemplateLine.in("mytemplates/set.yaml, templates/set.txt")).isEmpty();
  }

  /** A path of many folders ended in a StackOverflowError. */
  @ParameterizedTest
  @ValueSource(strings = {"a/", "a.", "a-", "templates/"})
  void isLookedForInAnyText(String piece) {
    assertThat(TemplateLine.in("templates/" + piece.repeat(100_000))).isEmpty();
  }
}
