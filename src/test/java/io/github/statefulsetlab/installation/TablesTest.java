package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
}
