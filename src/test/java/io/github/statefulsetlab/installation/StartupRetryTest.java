package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StartupRetryTest {

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void isWaitedForWhileTheAppHasJustStarted() {
    assertThat(StartupRetry.of(() -> third("connection refused"), () -> started(0)))
        .isEqualTo("hello");
    assertThat(asked).hasValue(3);
  }

  @Test
  void isNotWaitedForWhereTheAppHasHadTime() {
    assertRefused("dial tcp: connection refused", Optional.empty());
    assertRefused("dial tcp: connection refused", started(31));
    assertRefused("dial tcp: connection refused", Optional.of(new Pod()));
  }

  @Test
  void anAnswerOfTheAppIsAnAnswer() {
    assertRefused("disk full", started(0));
  }

  private void assertRefused(String words, Optional<Pod> pod) {
    asked.set(0);
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> StartupRetry.of(() -> third(words), () -> pod));
    assertThat(asked).hasValue(1);
  }

  private String third(String trouble) {
    if (asked.incrementAndGet() < 3) {
      throw new KubernetesClientException(trouble, 503, null);
    }
    return "hello";
  }

  private static Optional<Pod> started(int secondsAgo) {
    return Optional.of(
        new PodBuilder()
            .withNewStatus()
            .addNewContainerStatus()
            .withNewState()
            .withNewRunning(Instant.now().minusSeconds(secondsAgo).toString())
            .endState()
            .endContainerStatus()
            .endStatus()
            .build());
  }
}
