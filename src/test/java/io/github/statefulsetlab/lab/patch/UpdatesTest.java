package io.github.statefulsetlab.lab.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdatesTest {

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        serviceName: web
        template: {spec: {containers: []}}
        volumeClaimTemplates:
        - metadata: {name: data}
          spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: %s}}}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"1Mi", "7Gi", "8Gi", "500M"})
  void ofClaimsChangeThemWhateverTheirSizeWas(String size) {
    Manifests chart = Manifests.parse(SET.formatted(size));
    Patch claims = Updates.ofWhatCannotChange().get(2);

    Quantity grown =
        chart
            .with(List.of(claims))
            .of(StatefulSet.class)
            .get(0)
            .getSpec()
            .getVolumeClaimTemplates()
            .get(0)
            .getSpec()
            .getResources()
            .getRequests()
            .get("storage");

    assertThat(Quantity.getAmountInBytes(grown))
        .isGreaterThan(Quantity.getAmountInBytes(new Quantity(size)));
  }
}
