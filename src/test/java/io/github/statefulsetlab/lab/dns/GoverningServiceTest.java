package io.github.statefulsetlab.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What may be wrong with the governing Service")
class GoverningServiceTest {

  private static final Service HEADLESS = service("web-headless", "None", "http");
  private static final Service PLAIN = service("web", "10.43.0.9", "http");

  @Test
  void nothingIsWrongWithAHeadlessServiceWhosePortsAreThere() {
    GoverningService service = governing("web-headless", HEADLESS, PLAIN);

    assertThat(service.whyNotHeadless()).isEmpty();
    assertThat(service.remedyForNoRecords()).isEmpty();
    assertThat(service.remedyForPorts()).isEmpty();
    assertThat(service.undeclaredPorts()).isEmpty();
  }

  @Test
  void withoutServiceNameTheHeadlessServiceThatCouldBeNamedIsTold() {
    GoverningService service = governing("", PLAIN, HEADLESS);

    assertThat(service.name()).isEmpty();
    assertThat(service.whyNotHeadless())
        .contains("The StatefulSet has no spec.serviceName (the Services are: web, web-headless).");
    assertThat(service.remedyForNoNames())
        .hasValueSatisfying(
            remedy -> assertThat(remedy).contains("Set spec.serviceName to web-headless"));
  }

  @Test
  void withoutServiceNameAndWithoutAHeadlessServiceOneHasToBeAdded() {
    assertThat(governing("").remedyForNoNames())
        .hasValueSatisfying(
            remedy ->
                assertThat(remedy).contains("the Services are: none").contains("Add a Service"));
  }

  @Test
  void aNameOfNoServiceIsTold() {
    assertThat(governing("web-hedless", HEADLESS).whyNotHeadless())
        .contains(
            "spec.serviceName of the StatefulSet is 'web-hedless', but there is no Service of that"
                + " name (the Services are: web-headless).");
  }

  @Test
  void aPlainServiceIsToldWithItsAddress() {
    assertThat(governing("web", PLAIN).whyNotHeadless())
        .hasValueSatisfying(
            why -> assertThat(why).contains("expected clusterIP None, but saw 10.43.0.9"));
  }

  @Test
  void aSelectorWithTheLabelOfOnePodIsNotSaidToSelectNone() {
    Service one = service("web-headless", "None", "http");
    one.getSpec().setSelector(Map.of("app", "web", "statefulset.kubernetes.io/pod-name", "web-0"));

    assertThat(governing("web-headless", one).remedyForNoNames())
        .hasValueSatisfying(
            remedy ->
                assertThat(remedy)
                    .contains("selects one pod by its label statefulset.kubernetes.io/pod-name")
                    .doesNotContain("no endpoints"));
  }

  @Test
  void aTargetPortThatNoContainerDeclaresIsToldWithThoseThatAreDeclared() {
    GoverningService service = governing("odd", service("odd", "None", "web"));

    assertThat(service.undeclaredPorts()).containsExactly("http (targetPort web)");
    assertThat(service.whyNotHeadless()).isEmpty();
    assertThat(service.remedyForNoRecords()).isEmpty();
    assertThat(service.remedyForPorts())
        .hasValueSatisfying(
            remedy ->
                assertThat(remedy)
                    .contains("Port http of Service odd has targetPort web")
                    .contains("they declare: http, which is 5000, 9090 without a name"));
  }

  private static GoverningService governing(String name, Service... services) {
    StatefulSet set =
        Serialization.unmarshal(
            """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: web, namespace: lab}
            spec:
              %s
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers:
                    - name: web
                      ports: [{name: http, containerPort: 5000}, {containerPort: 9090}]
            """
                .formatted(name.isEmpty() ? "replicas: 3" : "serviceName: " + name),
            StatefulSet.class);
    return new GoverningService(set, List.of(services));
  }

  private static Service service(String name, String clusterIp, String target) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s}
        spec:
          clusterIP: %s
          selector: {app: web}
          ports: [{name: http, port: 80, targetPort: %s}]
        """
            .formatted(name, clusterIp, target),
        Service.class);
  }
}
