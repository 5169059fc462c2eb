package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppFinderTest {

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        serviceName: web
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: proxy
                image: proxy
              - name: app
                image: app
                ports: [{name: http, containerPort: 5000}, {name: admin, containerPort: 9000}]
                env: []
                volumeMounts: [{name: data, mountPath: /app/data}]
        volumeClaimTemplates:
          - metadata: {name: data}
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        selector: {app: web}
        ports: [{port: 80, targetPort: admin}]
      """;

  @Test
  void theContainerIsTheOneWithAClaim() {
    AppFinder.Found found = find(SET, AppDescription.NONE);

    assertThat(found.container().getName()).isEqualTo("app");
    assertThat(found.port()).isEqualTo(5000);
    assertThat(found.mount()).contains("/app/data");
    assertThat(found.file()).contains("/app/data/visits.txt");
    assertThat(found.how()).contains("container app: it mounts a claim of the StatefulSet");
  }

  @ParameterizedTest
  @CsvSource({
    "VISITS_FILE,/data/visits.json,/data/visits.json",
    "COUNTER_FILE,/app/count.txt,/app/count.txt",
    "COUNT_PATH,/data/visits,/app/data/visits.txt",
    "LOG_FILE,/var/log/app.log,/app/data/visits.txt",
    "VISITS_FILE,/app/data/count,/app/data/count",
    "VISITS_FILE,/app/data,/app/data/visits.txt",
    "VISITS_FILE,visits.json,/app/data/visits.json",
  })
  void theFileIsWhereTheEnvironmentSaysMountedOrNot(String name, String value, String file) {
    String yaml = SET.replace("env: []", "env: [{name: %s, value: %s}]".formatted(name, value));

    assertThat(find(yaml, AppDescription.NONE).file()).contains(file);
  }

  @Test
  void theFileIsAlsoWhereAConfigMapOrTheCommandLineSays() {
    String config =
        "---\n# Source: web\n{apiVersion: v1, kind: ConfigMap, metadata: {name: web}, data: {VISITS_FILE: /srv/visits.txt}}";

    assertThat(
            find(
                    SET.replace("env: []", "envFrom: [{configMapRef: {name: web}}]") + config,
                    AppDescription.NONE)
                .file())
        .contains("/srv/visits.txt");
    assertThat(
            find(SET.replace("env: []", "args: [--visits-file=/srv/a]"), AppDescription.NONE)
                .file())
        .contains("/srv/a");
  }

  /** The kubelet makes a folder of that name, unless something has put a file there before. */
  @Test
  void aClaimInThePlaceOfTheFileDoesNotHoldIt() {
    String mounted =
        withEnvironment("{name: VISITS_FILE, value: /app/visits.txt}")
            .replace("mountPath: /app/data", "mountPath: /app/visits.txt");

    AppFinder.Found found = find(mounted, AppDescription.NONE);

    assertThat(found.file()).contains("/app/visits.txt");
    assertThat(found.how())
        .contains("file /app/visits.txt: VISITS_FILE, and a volume is mounted in its place");
    assertThat(
            find(
                    mounted.replace(
                        "    containers:",
                        "    initContainers: [{name: touch, volumeMounts: [{name: data, mountPath: /d}]}]\n      containers:"),
                    AppDescription.NONE)
                .file())
        .contains("/app/visits.txt/visits.txt");
  }

  @Test
  void aSidecarThatReadsTheClaimIsNotTheApp() {
    String shipping =
        SET.replace(
            "image: proxy",
            "image: proxy\n          volumeMounts: [{name: data, mountPath: /logs%s}]");

    assertThat(shipping).isNotEqualTo(SET);
    assertThat(find(shipping.formatted(", readOnly: true"), AppDescription.NONE).container())
        .returns("app", Container::getName);
    assertThat(find(shipping.formatted(""), AppDescription.NONE).container())
        .returns("app", Container::getName);
  }

  @Test
  void thePortIsTheOneThatAServiceLeadsTo() {
    assertThat(find(SET + "---\n" + SERVICE, AppDescription.NONE).port()).isEqualTo(9000);
  }

  @Test
  void ofSeveralPortsItIsTheOneForHttp() {
    String gossip =
        SERVICE.replace("ports: [", "ports: [{name: gossip, port: 7946, targetPort: 9000}, ");

    assertThat(gossip).isNotEqualTo(SERVICE);
    assertThat(
            find(
                    SET
                        + "---\n"
                        + gossip.replace("targetPort: admin", "name: http, targetPort: http"),
                    AppDescription.NONE)
                .port())
        .isEqualTo(5000);
  }

  @Test
  void ofSeveralClaimsItIsTheOneThatIsKept() {
    String two =
        SET.replace(
                "volumeMounts: [{name: data",
                "volumeMounts: [{name: cache, mountPath: /cache}, {name: data")
            .replace(
                "volumeClaimTemplates:", "volumeClaimTemplates:\n    - metadata: {name: cache}");

    assertThat(two).contains("/cache");
    assertThat(find(two, AppDescription.NONE).mount()).contains("/app/data");
    assertThat(
            find(
                    two.replace("env: []", "env: [{name: STATE, value: /cache/n.txt}]"),
                    AppDescription.NONE)
                .file())
        .contains("/cache/n.txt");
  }

  @Test
  void aServiceThatLeadsNowhereSaysNothing() {
    String wrong = SERVICE.replace("admin", "8080");

    assertThat(find(SET + "---\n" + wrong, AppDescription.NONE).port()).isEqualTo(5000);
  }

  @Test
  void theFileIsTheOneInTheEnvironment() {
    assertThat(
            find(withEnvironment("{name: COUNTER, value: /app/data/n}"), AppDescription.NONE)
                .file())
        .contains("/app/data/n");
    assertThat(find(withEnvironment("{name: FILE, value: hits.json}"), AppDescription.NONE).file())
        .contains("/app/data/hits.json");
    assertThat(find(withEnvironment("{name: HOME, value: /app/data}"), AppDescription.NONE).file())
        .contains("/app/data/visits.txt");
  }

  @Test
  void withoutDeclaredPortsTheEnvironmentOrAProbeTells() {
    String silent =
        SET.replace(
            "ports: [{name: http, containerPort: 5000}, {name: admin, containerPort: 9000}]", "");

    assertThat(
            find(
                    silent.replace("env: []", "env: [{name: PORT, value: \"3000\"}]"),
                    AppDescription.NONE)
                .port())
        .isEqualTo(3000);
    assertThat(
            find(
                    silent.replace("env: []", "livenessProbe: {httpGet: {port: 7000}}"),
                    AppDescription.NONE)
                .port())
        .isEqualTo(7000);
    assertThat(find(silent, AppDescription.NONE).port()).isEqualTo(8000);
  }

  @Test
  void withoutAClaimAnEmptyDirIsWhereTheDataLies() {
    String empty =
        SET.replaceFirst("(?s)  volumeClaimTemplates:.*", "")
            .replace(
                "spec:\n      containers",
                "spec:\n      volumes: [{name: data, emptyDir: {}}]\n      containers");

    assertThat(find(empty, AppDescription.NONE).container().getName()).isEqualTo("proxy");
    assertThat(find(empty, said("app")).mount()).contains("/app/data");
  }

  @Test
  void whatIsSaidCounts() {
    AppDescription said =
        AppDescription.builder().container("proxy").port(81).file("/srv/n").build();

    assertThat(find(SET, said))
        .returns("proxy", found -> found.container().getName())
        .returns(81, AppFinder.Found::port)
        .returns(Optional.of("/srv/n"), AppFinder.Found::file)
        .returns(Optional.empty(), AppFinder.Found::mount);
  }

  @Test
  void aContainerThatIsNotThereIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> find(SET, said("api")))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("'api'")
        .hasMessageContaining("[proxy, app]");
  }

  private static AppDescription said(String container) {
    return AppDescription.builder().container(container).build();
  }

  private static String withEnvironment(String variable) {
    return SET.replace("env: []", "env: [" + variable + "]");
  }

  private static AppFinder.Found find(String yaml, AppDescription said) {
    Manifests manifests = Manifests.parse(yaml);
    return AppFinder.find(manifests.of(StatefulSet.class).get(0), manifests, said);
  }
}
