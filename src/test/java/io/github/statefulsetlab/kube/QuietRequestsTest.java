package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuietRequestsTest {

  private static final QuietRequests TO_VISITS = QuietRequests.to("/visits", 5000, Set.of("/"));
  private static final QuietRequests TO_NOTHING = new QuietRequests(5000, Set.of("/"), Map.of());

  @Test
  void probesAndHooksThatAskForTheCountingPageAreFoundWithWhenTheyDo() {
    PodSpec pod =
        pod(
            """
            containers:
              - name: web
                ports: [{name: http, containerPort: 5000}]
                livenessProbe: {httpGet: {path: /, port: http}, initialDelaySeconds: 90}
                readinessProbe: {httpGet: {path: "/?from=kubelet", port: 5000}, periodSeconds: 2}
                startupProbe: {httpGet: {port: 5000}, periodSeconds: 1}
                lifecycle:
                  preStop: {httpGet: {path: /, port: 5000}}
            """);

    assertThat(TO_VISITS.of(pod))
        .extracting(request -> request.where() + ": " + request)
        .containsExactly(
            "startupProbe of container web: GET /, every 1 s from 0 s after the start",
            "livenessProbe of container web: GET /, every 10 s from 90 s after the start",
            "readinessProbe of container web: GET /, every 2 s from 0 s after the start",
            "preStop of container web: GET /, when the pod is stopped");
  }

  @Test
  void commandsThatNameAUrlOfTheirOwnAreFound() {
    assertThat(TO_VISITS.of(probedBy("[curl, -f, 'http://localhost:5000/']"))).hasSize(1);
    assertThat(TO_VISITS.of(probedBy("[curl, -f, 'localhost:5000']"))).hasSize(1);
    assertThat(TO_VISITS.of(probedBy("[sh, -c, 'wget -qO- http://127.0.0.1:5000/?x=1 || exit 1']")))
        .hasSize(1);
    assertThat(
            TO_VISITS.of(
                probedBy(
                    "[python, -c, \"import urllib.request as u; u.urlopen('http://localhost:5000/')\"]")))
        .hasSize(1);
    assertThat(TO_VISITS.of(probedBy("[sh, -c, 'wget -qO- http://$(hostname -i):$PORT/']")))
        .hasSize(1);
  }

  @Test
  void requestsForOtherPagesPortsAndHostsAreLeftAlone() {
    assertThat(TO_VISITS.of(probedBy("[curl, -f, 'http://localhost:5000/healthz']"))).isEmpty();
    assertThat(TO_VISITS.of(probedBy("[curl, -f, 'http://localhost:9090/']"))).isEmpty();
    assertThat(TO_VISITS.of(probedBy("[redis-cli, -h, localhost, ping]"))).isEmpty();
    assertThat(TO_VISITS.of(probedBy("[curl, 'http://example.org/']"))).isEmpty();
    assertThat(
            TO_VISITS.of(
                pod(
                    """
                    containers:
                      - name: web
                        livenessProbe: {httpGet: {path: /healthz, port: 5000}}
                        readinessProbe: {tcpSocket: {port: 5000}}
                      - name: metrics
                        livenessProbe: {httpGet: {path: /, port: 9090}}
                    """)))
        .isEmpty();
  }

  @Test
  void aProbeAsksForTheQuietPageAndKeepsItsKindAndItsThresholds() {
    PodSpec pod =
        pod(
            """
            containers:
              - name: web
                livenessProbe:
                  httpGet: {path: /, port: 5000, httpHeaders: [{name: X, value: "1"}]}
                  failureThreshold: 7
            """);

    assertThat(TO_VISITS.apply(pod))
        .containsExactly("livenessProbe of container web asks for /visits instead of /");

    var probe = pod.getContainers().get(0).getLivenessProbe();
    assertThat(probe.getHttpGet().getPath()).isEqualTo("/visits");
    assertThat(probe.getHttpGet().getHttpHeaders()).hasSize(1);
    assertThat(probe.getFailureThreshold()).isEqualTo(7);
    assertThat(TO_VISITS.of(pod)).isEmpty();
  }

  @Test
  void aCommandAsksForTheQuietPage() {
    PodSpec pod = probedBy("[sh, -c, 'curl -f http://localhost:5000/ && test -f /data/x']");

    TO_VISITS.apply(pod);

    assertThat(pod.getContainers().get(0).getLivenessProbe().getExec().getCommand().get(2))
        .isEqualTo("curl -f http://localhost:5000/visits && test -f /data/x");
  }

  @Test
  void whereNoPageIsQuietAProbeOpensAConnectionAndAHookGoes() {
    PodSpec pod =
        pod(
            """
            containers:
              - name: web
                livenessProbe: {httpGet: {path: /, port: 5000}, periodSeconds: 3}
                lifecycle:
                  preStop: {httpGet: {path: /, port: 5000}}
            """);

    assertThat(TO_NOTHING.apply(pod)).hasSize(2);

    var web = pod.getContainers().get(0);
    assertThat(web.getLivenessProbe().getHttpGet()).isNull();
    assertThat(web.getLivenessProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(5000);
    assertThat(web.getLivenessProbe().getPeriodSeconds()).isEqualTo(3);
    assertThat(web.getLifecycle().getPreStop()).isNull();
  }

  private static PodSpec probedBy(String command) {
    return pod(
        """
        containers:
          - name: web
            livenessProbe:
              exec: {command: %s}
        """
            .formatted(command));
  }

  private static PodSpec pod(String yaml) {
    return Serialization.unmarshal(yaml, PodSpec.class);
  }
}
