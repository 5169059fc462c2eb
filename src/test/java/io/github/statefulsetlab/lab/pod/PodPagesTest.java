package io.github.statefulsetlab.lab.pod;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.remedy.FailedVisits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A page of a pod that")
class PodPagesTest {

  /** The hint of whatever asked for it would be about claims. */
  @Test
  void isNotAnsweredSaysSoAndWhatToChange() {
    AssertionError failure =
        PodPages.failed(
            "/visits",
            "web-0",
            new KubernetesClientException("no complete answer within 30 s", (Throwable) null),
            "mend");

    assertThat(failure)
        .hasMessage("GET /visits of pod web-0 was not answered: no complete answer within 30 s");
    assertThat(Hint.of(failure)).contains(Advice.ANSWER_IN_TIME);
  }

  @Test
  void isAnsweredWithAFailureSaysWhich() {
    AssertionError failure =
        PodPages.failed(
            "/", "web-0", new KubernetesClientException("disk full", 503, null), "mend");

    assertThat(failure).hasMessage("GET / of pod web-0 answered 503: disk full");
    assertThat(Hint.of(failure)).contains("mend");
    assertThat(DependsOn.of(failure)).isEqualTo(FailedVisits.ABOUT);
  }
}
