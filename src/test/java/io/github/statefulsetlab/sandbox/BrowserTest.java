package io.github.statefulsetlab.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Requests of a pod of the grader's own")
class BrowserTest {

  /** An app that answers the grader alone would know a wget by what it does not send. */
  @Test
  void sayWhatABrowserSays() {
    assertThat(Browser.argumentsAfter("2", "http://10.0.0.1/"))
        .startsWith("2", "http://10.0.0.1/", "-U", Browser.AGENT)
        .anyMatch(header -> header.startsWith("Accept: text/html,"))
        .anyMatch(header -> header.startsWith("Accept-Language: "));
  }
}
