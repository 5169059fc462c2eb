package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A table")
class TablesTest {

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
  void showsAClaimThatIsNotBoundYet() {
    assertThat(
            Tables.claims(
                List.of(
                    new PersistentVolumeClaimBuilder()
                        .withNewMetadata()
                        .withName("data-web-0")
                        .withCreationTimestamp(Instant.now().toString())
                        .endMetadata()
                        .withNewSpec()
                        .withAccessModes("ReadWriteOnce")
                        .endSpec()
                        .withNewStatus()
                        .withPhase("Pending")
                        .endStatus()
                        .build())))
        .containsPattern("data-web-0 +Pending +ReadWriteOnce");
  }

  @ParameterizedTest
  @CsvSource({
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
