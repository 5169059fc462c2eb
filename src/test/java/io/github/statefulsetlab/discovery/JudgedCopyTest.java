package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.QuietRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The copy that is judged")
class JudgedCopyTest {

  private static StatefulSet set(@Nullable Probe readiness) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withNewTemplate()
        .withNewSpec()
        .addNewContainer()
        .withName("app")
        .withReadinessProbe(readiness)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "httpGet: {path: /ready, port: 8000} | true",
        "grpc: {port: 8000}                  | true",
        "tcpSocket: {port: 8000}             | false",
        "exec: {command: [cat, /tmp/ready]}  | false",
      })
  void anAppThatHangsFailsWhatItAnswersItself(String probe, boolean notices) {
    StatefulSet set = set(Serialization.unmarshal("---\n" + probe, Probe.class));

    assertThat(JudgedCopy.readinessNoticesAHang(set, List.of(), "app")).isEqualTo(notices);
  }

  @Test
  void aProbeThatIsMissingIsNotAskedAbout() {
    assertThat(JudgedCopy.readinessNoticesAHang(set(null), List.of(), "app")).isTrue();
  }

  /** A page that counts is left alone, and a connection to its port tells nothing of a hang. */
  @Test
  void whatTheCopyAsksInsteadCounts() {
    StatefulSet set =
        set(Serialization.unmarshal("---\nhttpGet: {path: /, port: 8000}", Probe.class));
    QuietRequests quiet = new QuietRequests(8000, Set.of("/"), Map.of());

    assertThat(JudgedCopy.readinessNoticesAHang(set, JudgedCopy.of(set, Optional.of(quiet)), "app"))
        .isFalse();
    assertThat(JudgedCopy.readinessNoticesAHang(set, List.of(), "app")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "unset",
      value = {"unset, unset", "0, 0", "20, 0"})
  void countsPodsAsAvailableOnceTheyAreReady(@Nullable Integer seconds, @Nullable Integer copied) {
    StatefulSet set = set(null);
    set.getSpec().setMinReadySeconds(seconds);
    StatefulSet other = set(null);
    other.getMetadata().setName("other");
    other.getSpec().setMinReadySeconds(7);

    List<HasMetadata> copy = List.of(Serialization.clone(set), other);
    for (Patch patch : JudgedCopy.of(set, Optional.empty())) {
      copy = patch.change().apply(copy);
    }

    assertThat(copy)
        .extracting(object -> ((StatefulSet) object).getSpec().getMinReadySeconds())
        .containsExactly(copied, 7);
  }
}
