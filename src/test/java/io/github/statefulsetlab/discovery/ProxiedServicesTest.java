package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Services that lead to the app through a proxy")
class ProxiedServicesTest {

  private static final int SERVED = 8000;
  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web}}
          spec:
            initContainers:
              - {name: mesh, restartPolicy: Always, ports: [{name: mesh, containerPort: 15001}]}
            containers:
              - {name: nginx, ports: [{name: proxy, containerPort: 8080}]}
              - {name: app, ports: [{name: http, containerPort: 8000}]}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"proxy", "8080", "mesh"})
  void areSentToTheApp(String target) {
    Manifests chart = parse(service("web", target) + service("peers", "http", "clusterIP: None"));
    Patch patch = sent(chart, true).orElseThrow();

    assertThat(patch.description()).startsWith("Service/web sent to port 8000 of container app");
    assertThat(target(chart.with(List.of(patch)), "web")).isEqualTo(SERVED);
    assertThat(target(chart.with(List.of(patch)), "peers")).isEqualTo("http");
  }

  @Test
  void areLeftAloneWhereTheProxyIsThere() {
    assertThat(sent(parse(service("web", "proxy")), false)).isEmpty();
  }

  @Test
  void areLeftAloneWhereAnotherLeadsToTheApp() {
    Manifests chart = parse(service("metrics", "proxy") + service("web", "http"));

    assertThat(sent(chart, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "9090", "http"})
  void areLeftAloneWhereTheyLeadToNoProxy(String target) {
    assertThat(sent(parse(service("web", target)), true)).isEmpty();
  }

  private static Optional<Patch> sent(Manifests chart, boolean missing) {
    StatefulSet set = chart.of(StatefulSet.class).get(0);
    Container app = set.getSpec().getTemplate().getSpec().getContainers().get(1);
    return ProxiedServices.sentToTheApp(chart, set, app, SERVED, container -> missing);
  }

  private static Object target(Manifests chart, String name) {
    return chart.of(Service.class).stream()
        .filter(service -> service.getMetadata().getName().equals(name))
        .map(service -> service.getSpec().getPorts().get(0).getTargetPort())
        .map(IntOrString::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static Manifests parse(String services) {
    return Manifests.parse(SET + services);
  }

  private static String service(String name, String target, String... more) {
    return """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: %s}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: %s}]%s}
        """
        .formatted(name, target, more.length == 0 ? "" : ", " + more[0]);
  }
}
