package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {

  @Test
  void areKindAndName() {
    assertThat(ObjectNames.of(service("web"))).isEqualTo("Service/web");
    assertThat(ObjectNames.joined(List.of(service("web"), service("db"))))
        .isEqualTo("Service/web, Service/db");
  }

  @Test
  void ofNothingAreNone() {
    assertThat(ObjectNames.joined(List.of())).isEqualTo("none");
  }

  private static Service service(String name) {
    return new ServiceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
