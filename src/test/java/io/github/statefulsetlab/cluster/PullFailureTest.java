package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Why a pull failed")
class PullFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        """
        Status 404: {"message":"pull access denied for a/b, repository does not exist"} \
        | pull access denied for a/b, repository does not exist""",
        """
        Status 500: {"message" : "no basic auth credentials: \\"a.io\\""} \
        | no basic auth credentials: "a.io\"""",
        "toomanyrequests: You have reached your pull rate limit. | toomanyrequests: You have reached your pull rate limit.",
        "manifest unknown | manifest unknown"
      })
  void isToldInTheWordsOfWhoeverRefused(String said, String words) {
    assertThat(PullFailure.words(said)).isEqualTo(words);
  }

  @Test
  void isToldWithoutThePageThatWasAnswered() {
    assertThat(
            PullFailure.words(
                "error parsing HTTP 404 response body: invalid character 'p': \"page\\nsecret\""))
        .isEqualTo("error parsing HTTP 404 response body left out");
  }

  @Test
  void isOneLineThatFitsIntoANote() {
    assertThat(PullFailure.words("first\n  second\r\n")).isEqualTo("first second");
    assertThat(PullFailure.words("x".repeat(5_000))).hasSize(202).endsWith("x …");
  }

  @Test
  void isAdmittedNotToBeKnown() {
    assertThat(PullFailure.words(null)).isEqualTo("the Docker engine does not say why");
    assertThat(PullFailure.words(" \n")).isEqualTo("the Docker engine does not say why");
  }
}
