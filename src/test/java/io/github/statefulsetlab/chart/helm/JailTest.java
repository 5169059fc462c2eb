package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.github.statefulsetlab.chart.Values;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that renders")
class JailTest {

  private static final HelmRunner HELM = new HelmRunner();

  private static HttpServer server;
  private static final AtomicInteger REQUESTS = new AtomicInteger();

  @TempDir Path folder;

  @BeforeAll
  static void listens() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          REQUESTS.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void ends() {
    server.stop(0);
    HELM.close();
  }

  private Path chart(String template) throws IOException {
    Path chart = Files.createTempDirectory(folder, "chart");
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Files.createDirectory(chart.resolve("templates"));
    Files.writeString(
        chart.resolve("templates").resolve("it.yaml"),
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: it}\ndata:\n" + template);
    return chart;
  }

  private static String rendered(Path chart, int revision) {
    return HELM.template(chart, Values.NONE, "it", "default", "v1.36.3", revision);
  }

  @Test
  void looksUpNothingAsHelmTemplateDoes() throws IOException {
    assertThat(
            rendered(
                chart(
                    """
                      one: {{ lookup "v1" "Secret" "kube-system" "it" | toJson | quote }}
                      many: {{ lookup "v1" "Namespace" "" "" | toJson | quote }}
                      other: {{ lookup "apps/v1" "StatefulSet" "a" "" | toJson | quote }}
                      kept: {{ (lookup "v1" "Secret" "a" "b").data | default "new" }}
                      custom: {{ lookup "example.org/v1" "Thing" "a" "b" | toJson | quote }}
                    """),
                1))
        .contains("one: \"{}\"", "many: \"{}\"", "other: \"{}\"", "custom: \"{}\"", "kept: new")
        .doesNotContain("APIResourceList");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void readsNoFileOfTheMachine() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.json"), "{\"const\": \"SECRET\"}");
    Path chart = chart("  a: b\n");
    Files.writeString(
        chart.resolve("values.schema.json"), "{\"$ref\": \"%s\"}".formatted(secret.toUri()));

    assertThat(catchThrowable(() -> rendered(chart, 1)))
        .hasMessageContaining("no such file or directory")
        .hasMessageNotContaining("SECRET");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void asksNobodyOnTheNetwork() throws IOException {
    Path chart = chart("  a: b\n");
    Files.writeString(
        chart.resolve("values.schema.json"),
        "{\"$ref\": \"http://127.0.0.1:%d/it.json\"}".formatted(server.getAddress().getPort()));

    assertThat(catchThrowable(() -> rendered(chart, 1))).isNotNull();
    if (!Jail.withoutNetwork().isEmpty()) {
      assertThat(REQUESTS).hasValue(0);
    }
  }

  @Test
  void rendersUpgradesAsHelmDoes() throws IOException {
    Path chart =
        chart(
            "  is: \"{{ .Release.IsInstall }} {{ .Release.IsUpgrade }} {{ .Release.Revision }}\"\n");
    Files.writeString(chart.resolve(".helmignore"), "*.swp\n*.bak\n*.tmp\n*.orig\n*~\n");
    Path deep = Files.createDirectories(chart.resolve("templates/a/b/c/d/e/f"));
    Files.copy(chart.resolve("templates/it.yaml"), deep.resolve("it.yaml"));

    assertThat(rendered(chart, 1)).contains("is: \"true false 1\"").doesNotContain("false true");
    assertThat(rendered(chart, 3)).contains("is: \"false true 3\"").doesNotContain("true false");
  }

  @Test
  void rendersWithTheValuesFilesThatItIsGiven() throws IOException {
    Path values = Files.writeString(folder.resolve("my values.yaml"), "a: from a file");
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [");
    Path chart = chart("  a: {{ .Values.a }}\n");

    assertThat(
            HELM.template(
                chart, new Values(List.of(values), List.of()), "it", "default", "v1.36.3"))
        .contains("a: \"from a file\"");
    assertThat(
            catchThrowable(
                () ->
                    HELM.template(
                        chart, new Values(List.of(broken), List.of()), "it", "default", "v1.36.3")))
        .hasMessageContaining(broken.toString());
  }

  @Test
  void hasNothingOfThisUsersInItsEnvironment() {
    Map<String, String> user =
        Map.of(
            "PATH", "/bin",
            "HOME", "/root",
            "KUBECONFIG", "/root/.kube/config",
            "KUBERNETES_SERVICE_HOST", "10.0.0.1",
            "HELM_DRIVER", "sql",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "https_proxy", "http://proxy");

    assertThat(HelmEnvironment.of(user, HelmTask.RENDER, Path.of("/it")))
        .containsOnlyKeys("PATH", "HOME", "TMPDIR", "KUBECONFIG", "MALLOC_ARENA_MAX")
        .containsEntry("HOME", "/it/charts")
        .containsEntry("KUBECONFIG", "/it/charts/kubeconfig");
    assertThat(HelmEnvironment.of(user, HelmTask.INSTALL, Path.of("/it")))
        .containsOnlyKeys(
            "PATH", "HOME", "TMPDIR", "KUBECONFIG", "MALLOC_ARENA_MAX", "https_proxy");
  }
}
