package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTest {

  @ParameterizedTest(name = "Accept: {0} gets {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                                             | TEXT
          text/plain                                                      | TEXT
          text/html                                                       | HTML
          application/json                                                | JSON
          APPLICATION/JSON                                                | JSON
          text/*                                                          | TEXT
          application/*                                                   | JSON
          text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | HTML
          text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2            | HTML
          text/plain;q=0.5, application/json;q=0.6                        | JSON
          text/plain;q=0.5, text/html;q=0.5                               | TEXT
          text/plain;q=0, */*                                             | HTML
          text/*;q=0.3, text/html;q=0.7, */*;q=0.5                        | HTML
          text/html;charset=utf-8                                         | HTML
          application/json;q=1.000, text/plain;q=0.999                    | JSON
          nonsense                                                        | TEXT
          text/plain;q=high, application/json                             | JSON
          """)
  void choosesWhatTheClientLikesBest(String accept, Media expected) {
    assertThat(Media.acceptable(List.of(accept))).contains(expected);
  }

  @Test
  void choosesTextWhereNothingIsAskedFor() {
    assertThat(Media.acceptable(List.of())).contains(Media.TEXT);
  }

  @Test
  void readsAllAcceptHeaders() {
    assertThat(Media.acceptable(List.of("text/plain;q=0.1", "text/html"))).contains(Media.HTML);
  }

  @ParameterizedTest(name = "Accept: {0}")
  @CsvSource({"image/png", "*/*;q=0", "application/xml"})
  void findsNothingForAClientThatRefusesAll(String accept) {
    assertThat(Media.acceptable(List.of(accept))).isEmpty();
  }
}
