package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A command that runs an HTTP client")
class ClientCommandTest {

  private static final Set<String> WEB = Set.of("web", "web-headless");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true; do wget -q -O- http://localhost:8080/; sleep 1; done",
        "while sleep 1; do /usr/bin/curl -s 127.0.0.1:8080 >/dev/null; done",
        "python -c 'import urllib.request; urllib.request.urlopen(\"http://127.0.0.1:8080/\")'",
        "curl -fs http://${POD_IP}:8080/?from=monitor",
      })
  void asksItsOwnPod(String script) {
    assertThat(command(script).urlsOfItsPod(8080, "/")).hasSize(1);
    assertThat(command(script).urlsOfItsPod(9090, "/")).isEmpty();
    assertThat(command(script).urlsOfItsPod(8080, "/visit")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while true; do curl -s http://web/; sleep 1; done",
        "wget -qO- web:80",
        "hey -z 10s http://web.default.svc.cluster.local:8080/?x=1",
        "curl web-0.web-headless/",
      })
  void asksAService(String script) {
    assertThat(command(script).urlsOf(WEB, "/")).hasSize(1);
    assertThat(command(script).urlsOf(WEB, "/visits")).isEmpty();
    assertThat(command(script).urlsOf(Set.of(), "/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oauth2-proxy --upstream=http://localhost:8080/",
        "until nc -z web 80; do sleep 1; done",
        "curl http://localhost:8080/healthz; curl http://web/healthz",
        "curl http://webhook/ http://my-web.example.org/x",
        "curl http://elsewhere/x && echo web",
        "httpd -p 8080",
        "curl http://localhost/",
      })
  void asksForNothingThatCounts(String script) {
    assertThat(command(script).urlsOfItsPod(8080, "/")).isEmpty();
    assertThat(command(script).urlsOf(WEB, "/")).isEmpty();
  }

  private static ClientCommand command(String script) {
    Container container = new ContainerBuilder().withCommand("sh", "-c").withArgs(script).build();
    return ClientCommand.of(container);
  }
}
