package io.github.statefulsetlab.lab.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.github.statefulsetlab.submission.AppContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountCausesTest {

  private static final List<Long> EXPECTED = List.of(3L, 5L);
  private static final List<Long> MORE = List.of(4L, 5L);
  private static final List<Long> LESS = List.of(2L, 5L);

  @Test
  void aProbeThatVisitsExplainsCountsThatAreTooHigh() {
    assertThat(hint(probing("/"), MORE)).contains(Advice.PROBES_MUST_NOT_COUNT);
  }

  @Test
  void aProbeThatVisitsExplainsNoCountThatIsTooLow() {
    assertThat(hint(probing("/"), LESS)).isEmpty();
  }

  @Test
  void aProbeOnAnotherPathExplainsNothing() {
    assertThat(hint(probing("/healthz"), MORE)).isEmpty();
  }

  @Test
  void aClaimInTheTemplateIsOneForAll() {
    PodSpec sharing =
        new PodSpecBuilder(probing("/healthz"))
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim("shared", false)
            .endVolume()
            .build();

    assertThat(hint(sharing, MORE)).contains(Advice.ONE_CLAIM_EACH);
  }

  @Test
  void onePodsCountSaysNothingOfClaims() {
    assertThat(CountCauses.ofProbes(probing("/healthz"), AppContract.COUNTER, EXPECTED, MORE))
        .isEmpty();
    assertThat(CountCauses.ofProbes(probing("/"), AppContract.COUNTER, EXPECTED, MORE))
        .contains(Advice.PROBES_MUST_NOT_COUNT);
  }

  private static Optional<String> hint(PodSpec template, List<Long> actual) {
    return CountCauses.hint(template, AppContract.COUNTER, EXPECTED, actual);
  }

  private static PodSpec probing(String path) {
    return new PodSpecBuilder()
        .addNewContainer()
        .addNewVolumeMount()
        .withName("data")
        .withMountPath("/data")
        .endVolumeMount()
        .withNewLivenessProbe()
        .withNewHttpGet()
        .withPath(path)
        .endHttpGet()
        .endLivenessProbe()
        .endContainer()
        .build();
  }
}
