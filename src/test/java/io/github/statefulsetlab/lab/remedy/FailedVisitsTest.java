package io.github.statefulsetlab.lab.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.github.statefulsetlab.submission.AppContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Visits that are answered with an error")
class FailedVisitsTest {

  @Test
  void comeOfAClaimThatIsMountedReadOnly() {
    assertThat(FailedVisits.remedy(mounting("/data", true), AppContract.COUNTER))
        .contains("mounts volume data at /data with readOnly: true")
        .endsWith("Remove readOnly from that entry of volumeMounts.");
  }

  @Test
  void haveAnotherCauseWhereTheClaimCanBeWritten() {
    assertThat(FailedVisits.remedy(mounting("/data", false), AppContract.COUNTER))
        .isEqualTo(Advice.ANSWER_WITH_SUCCESS);
    assertThat(FailedVisits.remedy(mounting("/etc/app", true), AppContract.COUNTER))
        .isEqualTo(Advice.ANSWER_WITH_SUCCESS);
  }

  /** A claim above it does not help: the deepest mount counts. */
  @Test
  void comeOfAConfigMapWhereTheFileShouldBe() {
    PodSpec pods =
        new PodSpecBuilder(mounting("/", false))
            .editContainer(0)
            .addNewVolumeMount()
            .withName("seed")
            .withMountPath("/data")
            .endVolumeMount()
            .endContainer()
            .addNewVolume()
            .withName("seed")
            .withNewConfigMap()
            .withName("seed")
            .endConfigMap()
            .endVolume()
            .build();

    assertThat(FailedVisits.remedy(pods, AppContract.COUNTER))
        .contains("mounts volume seed, a ConfigMap, at /data")
        .endsWith("Mount it at another path, so that the claim is there.");
  }

  private static PodSpec mounting(String path, boolean readOnly) {
    return new PodSpecBuilder()
        .addNewContainer()
        .withName("web")
        .addNewVolumeMount()
        .withName("data")
        .withMountPath(path)
        .withReadOnly(readOnly)
        .endVolumeMount()
        .endContainer()
        .build();
  }
}
