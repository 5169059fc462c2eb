package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalUrlsTest {

  private static final int LONG = 1 << 20;

  @Test
  void areThoseOfTheContainerItself() {
    assertThat(LocalUrls.in(List.of("curl -f http://$(hostname -i):8000/healthz")))
        .extracting(LocalUrls.Found::path)
        .containsExactly("/healthz");
    assertThat(LocalUrls.in(List.of("curl -f http://elsewhere.example/healthz"))).isEmpty();
  }

  /** A command may be as long as a chart. */
  @ParameterizedTest
  @ValueSource(
      strings = {"$(hostname", "http://", "localhost:", "localhost:1/", "127.0.", "${POD_IP"})
  void areFoundInNoMoreTimeThanACommandIsLong(String piece) {
    List<String> command = List.of(piece.repeat(LONG / piece.length()));

    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> LocalUrls.in(command));
  }
}
