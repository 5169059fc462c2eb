package io.github.statefulsetlab.lab.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServicePatchesTest {

  private static final String SERVICE =
      "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {sessionAffinity: %s}\n";

  @Test
  void aServiceThatKeepsAClientAtOnePodSpreadsItsRequests() {
    Manifests sticky = Manifests.parse(SERVICE.formatted("ClientIP"));

    Patch patch = ServicePatches.withoutSessionAffinity(sticky).orElseThrow();

    assertThat(patch.description()).contains("Service/web");
    assertThat(sticky.with(List.of(patch)).of(Service.class))
        .singleElement()
        .returns(null, service -> service.getSpec().getSessionAffinity());
  }

  @Test
  void aServiceThatSpreadsThemIsLeftAlone() {
    assertThat(ServicePatches.withoutSessionAffinity(Manifests.parse(SERVICE.formatted("None"))))
        .isEmpty();
  }
}
