package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The Service that clients use")
class ClientServiceTest {

  private static final Container APP =
      new ContainerBuilder()
          .withName("app")
          .addNewPort()
          .withName("http")
          .withContainerPort(5000)
          .endPort()
          .build();

  private static final StatefulSet SET =
      new StatefulSetBuilder()
          .withNewSpec()
          .withNewTemplate()
          .withNewMetadata()
          .addToLabels(Map.of("app", "web", "tier", "front"))
          .endMetadata()
          .endTemplate()
          .endSpec()
          .build();

  private static Service service(String name, String clusterIp, Map<String, String> selector) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withNewSpec()
        .withClusterIP(clusterIp)
        .withSelector(selector)
        .endSpec()
        .build();
  }

  private static Service withPort(Service service, int port, String target) {
    return new ServiceBuilder(service)
        .editSpec()
        .addNewPort()
        .withPort(port)
        .withNewTargetPort(target)
        .endPort()
        .endSpec()
        .build();
  }

  private static Optional<String> found(Service... services) {
    return ClientService.among(List.of(services), SET, APP, 5000)
        .map(service -> service.getMetadata().getName());
  }

  private static final Service HEADLESS = service("peers", "None", Map.of("app", "web"));
  private static final Service PLAIN = service("web", "", Map.of("app", "web"));

  @Test
  void hasAnAddressOfItsOwn() {
    assertThat(found(HEADLESS, PLAIN)).contains("web");
  }

  @Test
  void isTheHeadlessOneWhereThereIsNoOther() {
    assertThat(found(HEADLESS)).contains("peers");
  }

  @Test
  void leadsToThePortOfTheApp() {
    Service metrics = withPort(service("metrics", "", Map.of("app", "web")), 9090, "9090");
    Service http = withPort(PLAIN, 80, "http");

    assertThat(found(metrics, http)).contains("web");
    assertThat(found(metrics)).contains("metrics");
  }

  @Test
  void maySelectOnePodByItsName() {
    Map<String, String> one = Map.of("app", "web", "statefulset.kubernetes.io/pod-name", "web-0");

    assertThat(found(service("first", "", one))).contains("first");
  }

  @Test
  void leadsToAllPodsRatherThanOne() {
    Service ofOne = withPort(ofPod("first", "web-0"), 80, "http");

    assertThat(found(ofOne, withPort(PLAIN, 80, "http"))).contains("web");
  }

  @Test
  void isNoneOfThoseThatLeadToOnePodEach() {
    Service first = withPort(ofPod("web-0", "web-0"), 80, "http");
    Service second = withPort(ofPod("web-1", "web-1"), 80, "http");

    assertThat(found(first, second)).isEmpty();
    assertThat(found(first, second, HEADLESS)).contains("peers");
    assertThat(found(first, second, PLAIN)).contains("web");
  }

  private static Service ofPod(String name, String pod) {
    return service(name, "", Map.of("app", "web", "statefulset.kubernetes.io/pod-name", pod));
  }

  @Test
  void selectsThePods() {
    assertThat(found(service("other", "", Map.of("app", "db")))).isEmpty();
    assertThat(found(service("manual", "", Map.of()))).isEmpty();
    assertThat(found()).isEmpty();
  }
}
