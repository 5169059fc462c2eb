package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A Service")
class ServicesTest {

  private static final Service WEB =
      new ServiceBuilder()
          .withNewMetadata()
          .withName("web")
          .endMetadata()
          .withNewSpec()
          .withClusterIP("None")
          .addToSelector("app", "web")
          .addNewPort()
          .withName("http")
          .withPort(80)
          .endPort()
          .endSpec()
          .build();

  @Test
  void leadsToThePortThatItsTargetNames() {
    Container app =
        new ContainerBuilder()
            .addNewPort()
            .withName("http")
            .withContainerPort(5000)
            .endPort()
            .build();

    assertThat(Services.targetPort(port(null), app)).contains(80);
    assertThat(Services.targetPort(port(new IntOrString(8080)), app)).contains(8080);
    assertThat(Services.targetPort(port(new IntOrString("8080")), app)).contains(8080);
    assertThat(Services.targetPort(port(new IntOrString("http")), app)).contains(5000);
    assertThat(Services.targetPort(port(new IntOrString("web")), app)).isEmpty();
  }

  @Test
  void hasAPortOfTheNodesWhereItsTypeIsNodePort() {
    Service service =
        new ServiceBuilder(WEB)
            .editSpec()
            .withType("NodePort")
            .withClusterIP(null)
            .endSpec()
            .build();

    assertThat(Services.isNodePort(service)).isTrue();
    assertThat(Services.isNodePort(WEB)).isFalse();
  }

  private static ServicePort port(@Nullable IntOrString target) {
    return new ServicePortBuilder().withPort(80).withTargetPort(target).build();
  }

  private static StatefulSet set(String service, Map<String, String> labels) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("web")
        .withUid("set")
        .endMetadata()
        .withNewSpec()
        .withServiceName(service)
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static EndpointSlice slice(String service, EndpointBuilder... endpoints) {
    EndpointSliceBuilder slice =
        new EndpointSliceBuilder()
            .withNewMetadata()
            .addToLabels("kubernetes.io/service-name", service)
            .endMetadata();
    for (EndpointBuilder endpoint : endpoints) {
      slice.addToEndpoints(endpoint.build());
    }
    return slice.build();
  }

  private static EndpointBuilder endpoint(String pod, String address, @Nullable Boolean ready) {
    return new EndpointBuilder()
        .withAddresses(address)
        .withNewConditions()
        .withReady(ready)
        .endConditions()
        .withNewTargetRef()
        .withKind("Pod")
        .withName(pod)
        .endTargetRef();
  }

  @Test
  void isHeadlessWithoutAnAddress() {
    assertThat(Services.isHeadless(WEB)).isTrue();
    assertThat(
            Services.isHeadless(
                new ServiceBuilder(WEB).editSpec().withClusterIP("10.43.0.5").endSpec().build()))
        .isFalse();
  }

  @Test
  void selectsByAllItsLabels() {
    assertThat(Services.selects(WEB, Map.of("app", "web", "tier", "front"))).isTrue();
    assertThat(Services.selects(WEB, Map.of("app", "other"))).isFalse();
    assertThat(Services.selects(WEB, Map.of())).isFalse();
    assertThat(Services.selectsPodsOf(WEB, set("web", Map.of("app", "web")))).isTrue();
    assertThat(Services.selectsPodsOf(WEB, set("web", Map.of()))).isFalse();
  }

  @Test
  void selectsNothingWithoutASelector() {
    Service bare = new ServiceBuilder(WEB).editSpec().withSelector(Map.of()).endSpec().build();

    assertThat(Services.selects(bare, Map.of("app", "web"))).isFalse();
  }

  @Test
  void governsTheSetThatNamesIt() {
    assertThat(Services.governs(WEB, set("web", Map.of()))).isTrue();
    assertThat(Services.governs(WEB, set("other", Map.of()))).isFalse();
  }

  @Test
  void hasNamedPorts() {
    assertThat(Services.port(WEB, "http"))
        .hasValueSatisfying(p -> assertThat(p.getPort()).isEqualTo(80));
    assertThat(Services.port(WEB, "grpc")).isEmpty();
    assertThat(Services.publishesNotReadyAddresses(WEB)).isFalse();
  }

  @Test
  void sendsRequestsToReadyEndpointsOfAllItsSlices() {
    List<EndpointSlice> slices =
        List.of(
            slice(
                "web", endpoint("web-0", "10.42.0.1", true), endpoint("web-1", "10.42.0.2", false)),
            slice("web", endpoint("web-2", "10.42.0.3", null)),
            slice("other", endpoint("db-0", "10.42.0.9", true)));

    assertThat(EndpointSlices.readyPods(slices, WEB)).containsExactly("web-0", "web-2");
    assertThat(EndpointSlices.pods(slices, WEB)).containsExactly("web-0", "web-1", "web-2");
    assertThat(EndpointSlices.isReady(slices, WEB, "web-0")).isTrue();
    assertThat(EndpointSlices.isReady(slices, WEB, "web-1")).isFalse();
    assertThat(EndpointSlices.isReady(slices, WEB, "db-0")).isFalse();
  }

  @ParameterizedTest(name = "targetPort {0}, {1}: nobody''s {2}")
  @CsvSource({
    "http, TCP, false",
    "http, , false",
    "http, UDP, true",
    "web, TCP, true",
    "8080, TCP, false",
    "sidecar, TCP, false",
    "init, TCP, true",
    ", TCP, false",
  })
  void aNamedTargetPortHasToBeOneOfTheContainers(
      @Nullable String target, @Nullable String protocol, boolean nobodys) {
    ServicePort port = new ServicePort();
    port.setPort(80);
    port.setProtocol(protocol);
    port.setTargetPort(
        target == null
            ? null
            : target.matches("\\d+")
                ? new IntOrString(Integer.valueOf(target))
                : new IntOrString(target));
    Service service = new Service();
    service.setSpec(new ServiceSpecBuilder().withPorts(port).build());

    assertThat(Services.undeclaredPorts(service, podWithPorts())).hasSize(nobodys ? 1 : 0);
  }

  private static PodSpec podWithPorts() {
    return Serialization.unmarshal(
        """
        initContainers:
          - {name: native, restartPolicy: Always, ports: [{name: sidecar, containerPort: 15090}]}
          - {name: once, ports: [{name: init, containerPort: 1}]}
        containers:
          - {name: web, ports: [{name: http, containerPort: 8000}]}
        """,
        PodSpec.class);
  }
}
