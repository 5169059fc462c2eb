package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.github.statefulsetlab.kube.timeline.Change;
import io.github.statefulsetlab.kube.timeline.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A table")
class TablesTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void hasColumnsAsWideAsTheirWidestCell() {
    assertThat(
            Tables.table(
                List.of("NAME", "READY"),
                List.of(List.of("web-0", "1/1"), List.of("a-long-name", "0/1"))))
        .isEqualTo(
            """
            NAME          READY
            web-0         1/1
            a-long-name   0/1
            """);
    assertThat(Tables.table(List.of("NAME"), List.of())).isEqualTo("NAME\n");
  }

  @Test
  void showsAPodThatHasNothingYet() {
    assertThat(
            Tables.pods(
                List.of(
                    new PodBuilder()
                        .withNewMetadata()
                        .withName("web-0")
                        .withCreationTimestamp(Instant.now().toString())
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .endContainer()
                        .endSpec()
                        .build())))
        .containsPattern("web-0 +0/1 +Unknown +0 +\\d+s +<none>");
  }

  @Test
  void showsARowWheneverOtherPodsWereReady() {
    Timeline timeline = new Timeline();
    List<Integer> ready = List.of(0, 0, 2, 3, 2, 3);
    for (int i = 0; i < ready.size(); i++) {
      timeline.add(
          new Change(
              100 + i,
              CREATED.plusSeconds(10L * i),
              i == 0 ? Change.Action.ADDED : Change.Action.MODIFIED,
              new StatefulSetBuilder()
                  .withNewMetadata()
                  .withName("web")
                  .withUid("uid-1")
                  .withResourceVersion(String.valueOf(100 + i))
                  .withCreationTimestamp(CREATED.toString())
                  .endMetadata()
                  .withNewSpec()
                  .withReplicas(3)
                  .endSpec()
                  .withNewStatus()
                  .withReadyReplicas(ready.get(i))
                  .endStatus()
                  .build()));
    }

    assertThat(Tables.readyOverTime(timeline))
        .isEqualTo(
            """
            NAME   READY   AGE
            web    0/3     0s
            web    2/3     20s
            web    3/3     30s
            web    2/3     40s
            web    3/3     50s
            """);
    assertThat(Tables.readyOverTime(new Timeline())).isEqualTo("NAME   READY   AGE\n");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0s",
    "PT0S, 0s",
    "PT119S, 119s",
    "PT133S, 2m13s",
    "PT4M, 4m",
    "PT11M5S, 11m",
    "PT179M, 179m",
    "PT3H, 3h",
    "PT4H30M, 4h30m",
    "PT9H30M, 9h",
    "PT50H, 2d2h",
    "PT240H, 10d"
  })
  void agesAreWrittenAsKubectlDoes(Duration age, String written) {
    assertThat(Tables.age(age)).isEqualTo(written);
  }
}
