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
