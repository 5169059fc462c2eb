package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class InstallPlannerTest {

  private static final String HELPER = "toolbox:1";
  private static final Function<String, Optional<String>> NONE =
      image -> Optional.of("manifest unknown");
  private static final Function<String, Optional<String>> ALL = image -> Optional.empty();

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web}
      spec:
        template:
          spec:
            initContainers:
              - {name: permissions, image: busybox, command: [chown]}
            containers:
              - name: app
                image: student/app:latest
                command: [python, app.py]
                ports: [{containerPort: 5000}]
                env: [{name: PORT, value: "1"}, {name: GREETING, value: hello}]
                livenessProbe: {httpGet: {path: /ping, port: 5000}}
                readinessProbe: {httpGet: {path: /ready, port: 5000}}
                lifecycle: {preStop: {exec: {command: [sleep]}}}
                resources: {limits: {memory: 32Mi, cpu: 2}, requests: {memory: 16Mi}}
                volumeMounts: [{name: data, mountPath: /app/data}]
              - {name: log, image: fluent/log:1, livenessProbe: {exec: {command: [ok]}}}
        volumeClaimTemplates:
          - metadata: {name: data}
      """;

  @Test
  void anAppWhoseImageCantBeHadIsStoodInFor() {
    InstallPlan prepared = prepare(SET, NONE, AppDescription.NONE);

    assertThat(prepared.contract())
        .contains(
            new AppContract(
                Optional.of("app"),
                5000,
                "/",
                Optional.of("/visits"),
                Optional.of("/app/data/visits.txt"),
                true,
                true));
    Container app = container(patched(SET, prepared), "app");
    assertThat(app.getImage()).isEqualTo(AppImage.REFERENCE);
    assertThat(app.getCommand()).isEmpty();
    assertThat(app.getLifecycle()).isNull();
    assertThat(environment(app))
        .containsEntry("PORT", "5000")
        .containsEntry("DATA_DIR", "/app/data")
        .containsEntry("VISITS_FILE", "visits.txt")
        .containsEntry("LIVENESS_PATHS", "/ping")
        .containsEntry("READINESS_PATHS", "/ready")
        .containsEntry("GREETING", "hello");
    assertThat(prepared.notes())
        .anySatisfy(note -> assertThat(note).contains("student/app:latest").contains("stands in"))
        .anySatisfy(note -> assertThat(note).contains("memory limit").contains("32Mi"));
  }

  @Test
  void hostNamesHaveNoNamespaceInThem() {
    String full =
        SET.replace(
            "    spec:\n      initContainers",
            "    spec:\n      setHostnameAsFQDN: true\n      initContainers");
    InstallPlan prepared = prepare(full, ALL, AppDescription.NONE);

    assertThat(full).contains("setHostnameAsFQDN");
    assertThat(patched(full, prepared).getSetHostnameAsFQDN()).isNull();
    assertThat(prepared.notes())
        .anySatisfy(note -> assertThat(note).startsWith("setHostnameAsFQDN left out"));
    assertThat(prepare(SET, ALL, AppDescription.NONE).notes())
        .noneSatisfy(note -> assertThat(note).contains("setHostnameAsFQDN"));
  }

  /** Its own files lie elsewhere than any app's, so a claim over the app's folder hides none. */
  @Test
  void aClaimOverTheAppsFolderStays() {
    String over = SET.replace("mountPath: /app/data", "mountPath: /app");

    Container app = container(patched(over, prepare(over, NONE, AppDescription.NONE)), "app");

    assertThat(app.getVolumeMounts()).extracting(VolumeMount::getMountPath).containsExactly("/app");
    assertThat(environment(app)).containsEntry("DATA_DIR", "/app");
  }

  @Test
  void whatStandsInMayWriteWhereNothingIsMounted() {
    String readOnly = "securityContext: {readOnlyRootFilesystem: true}";
    String unmounted =
        SET.replace("volumeMounts: [{name: data, mountPath: /app/data}]", readOnly)
            .replaceFirst("(?s)  volumeClaimTemplates:.*", "");
    String mounted = SET.replace("ports: [{", readOnly + "\n          ports: [{");
    InstallPlan prepared = prepare(unmounted, NONE, AppDescription.NONE);

    assertThat(container(patched(unmounted, prepared), "app").getSecurityContext())
        .returns(false, SecurityContext::getReadOnlyRootFilesystem);
    assertThat(prepared.notes())
        .anySatisfy(note -> assertThat(note).contains("readOnlyRootFilesystem of container app"));
    assertThat(
            container(patched(mounted, prepare(mounted, NONE, AppDescription.NONE)), "app")
                .getSecurityContext())
        .as("where its file is on a claim")
        .returns(true, SecurityContext::getReadOnlyRootFilesystem);
  }

  @Test
  void itIsSaidOfEachImageOnceWhyItCantBeHad() {
    assertThat(prepare(SET, NONE, AppDescription.NONE).notes())
        .filteredOn(note -> note.endsWith("could not be pulled: manifest unknown"))
        .extracting(note -> note.substring(0, note.indexOf(' ')))
        .containsExactly("student/app:latest", "busybox", "fluent/log:1");
  }

  @Test
  void whatStandsBesideItDoesNothing() {
    PodSpec spec = patched(SET, prepare(SET, NONE, AppDescription.NONE));

    assertThat(spec.getInitContainers().get(0))
        .returns(HELPER, Container::getImage)
        .returns(List.of("sh", "-c", "exit 0"), Container::getCommand);
    assertThat(container(spec, "log"))
        .returns(HELPER, Container::getImage)
        .returns(null, Container::getLivenessProbe);
  }

  @Test
  void probesThatTheCounterCannotAnswerAreSentToIt() {
    String gossip =
        SET.replace(
                "readinessProbe: {httpGet: {path: /ready, port: 5000}}",
                "readinessProbe: {tcpSocket: {port: gossip}}")
            .replace("port: 5000}}", "port: 5000, scheme: HTTPS}}")
            .replace(
                "ports: [{containerPort: 5000}]",
                "ports: [{name: http, containerPort: 5000}, {name: gossip, containerPort: 7946}]");

    InstallPlan prepared = prepare(gossip, NONE, AppDescription.NONE);
    Container app = container(patched(gossip, prepared), "app");

    assertThat(app.getLivenessProbe().getHttpGet().getScheme()).isEqualTo("HTTP");
    assertThat(app.getReadinessProbe().getTcpSocket().getPort().getIntVal()).isEqualTo(5000);
    assertThat(String.join("", prepared.notes()))
        .contains("by HTTPS sent by HTTP", "at port 7946 sent to port 5000");
  }

  @Test
  void aSidecarAmongTheInitContainersStays() {
    String sidecar = SET.replace("command: [chown]", "command: [chown], restartPolicy: Always");

    assertThat(
            patched(sidecar, prepare(sidecar, NONE, AppDescription.NONE))
                .getInitContainers()
                .get(0)
                .getCommand())
        .last()
        .asString()
        .contains("sleep");
  }

  @Test
  void anImageThatCanBeHadIsLeftAloneAndTried() {
    InstallPlan prepared = prepare(SET, ALL, AppDescription.NONE);

    assertThat(prepared.contract()).isEmpty();
    assertThat(prepared.notes()).isEmpty();
    Container app = container(patched(SET, prepared), "app");
    assertThat(app)
        .returns("student/app:latest", Container::getImage)
        .returns("IfNotPresent", Container::getImagePullPolicy)
        .returns(List.of("python", "app.py"), Container::getCommand);
    assertThat(container(patched(SET, prepared), "log").getImagePullPolicy()).isNull();
  }

  @Test
  void whatIsSaidNeedNotBeTried() {
    AppDescription said = AppDescription.builder().visitPath("/hit").file("/app/data/n").build();

    assertThat(prepare(SET, ALL, said).contract())
        .contains(
            new AppContract(
                Optional.of("app"),
                5000,
                "/hit",
                Optional.empty(),
                Optional.of("/app/data/n"),
                true,
                false));
  }

  @Test
  void probesOnTheCountingPageStillCount() {
    String counting = SET.replace("/ping", "/").replace("/ready", "/");

    InstallPlan prepared = prepare(counting, NONE, AppDescription.NONE);

    assertThat(environment(container(patched(counting, prepared), "app")))
        .containsEntry("VISIT_PATH", "/")
        .containsEntry("LIVENESS_PATHS", "/healthz");
    assertThat(prepared.contract()).hasValueSatisfying(c -> assertThat(c.hasFaults()).isFalse());
  }

  @Test
  void aProbeThatRunsACommandAsksAPageInstead() {
    String exec = SET.replace("{httpGet: {path: /ping, port: 5000}}", "{exec: {command: [ls]}}");

    Container app = container(patched(exec, prepare(exec, NONE, AppDescription.NONE)), "app");

    assertThat(app.getLivenessProbe().getExec()).isNull();
    assertThat(app.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/healthz");
  }

  @Test
  void requestsAboveLimitsAreNotMended() {
    String wrong = SET.replace("requests: {memory: 16Mi}", "requests: {memory: 64Mi}");

    Container app = container(patched(wrong, prepare(wrong, NONE, AppDescription.NONE)), "app");

    assertThat(app.getResources().getLimits().get("memory")).hasToString("32Mi");
  }

  @Test
  void aRaisedLimitIsNotWhatIsAskedFor() {
    String limitsAlone = SET.replace("cpu: 2}, requests: {memory: 16Mi}}", "cpu: 200m}}");

    Container app =
        container(patched(limitsAlone, prepare(limitsAlone, NONE, AppDescription.NONE)), "app");

    assertThat(app.getResources().getLimits()).containsEntry("cpu", new Quantity("1"));
    assertThat(app.getResources().getRequests())
        .containsEntry("cpu", new Quantity("200m"))
        .containsEntry("memory", new Quantity("32Mi"));
  }

  @Test
  void whatDoesNothingMayRunWhereRootMayNot() {
    String noRoot =
        SET.replace("image: busybox,", "image: busybox, securityContext: {runAsNonRoot: true},");
    String somebody =
        SET.replace("image: busybox,", "image: busybox, securityContext: {runAsUser: 7},");

    assertThat(initContainer(noRoot).getSecurityContext().getRunAsUser()).isEqualTo(65534);
    assertThat(initContainer(noRoot).getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(initContainer(somebody).getSecurityContext().getRunAsUser()).isEqualTo(7);
  }

  private static Container initContainer(String yaml) {
    return patched(yaml, prepare(yaml, NONE, AppDescription.NONE)).getInitContainers().get(0);
  }

  @Test
  void aFileBesideTheVolumeStaysBesideIt() {
    AppDescription said = AppDescription.builder().file("/srv/visits").build();
    PodSpec spec = patched(SET, prepare(SET, NONE, said));

    assertThat(environment(container(spec, "app"))).containsEntry("DATA_DIR", "/tmp");
    assertThat(prepare(SET, NONE, said).contract().orElseThrow().mountIn(spec)).isEmpty();
  }

  @Test
  void ofSeveralSetsOneHasToBeNamed() {
    String two = SET + "---\n" + SET.replace("{name: web}", "{name: db}");

    assertThatThrownBy(() -> prepare(two, NONE, AppDescription.NONE))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("StatefulSet/web, StatefulSet/db")
        .hasMessageContaining("--statefulset");
    assertThat(prepare(two, NONE, AppDescription.NONE.about("db")).statefulSet()).isEqualTo("db");
    assertThatThrownBy(() -> prepare(two, NONE, AppDescription.NONE.about("cache")))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("'cache'");
  }

  /** The probe fails as it would with the app's own image. */
  @Test
  void aProbeAtAPortOfWhichNothingElseSpeaksStaysThere() {
    String wrong = SET.replace("path: /ready, port: 5000", "path: /ready, port: 8080");

    Container app = container(patched(wrong, prepare(wrong, NONE, AppDescription.NONE)), "app");

    assertThat(app.getReadinessProbe().getHttpGet().getPort().getIntVal()).isEqualTo(8080);
    assertThat(app.getLivenessProbe().getHttpGet().getPort().getIntVal()).isEqualTo(5000);
  }

  @Test
  void withoutASetItSaysWhatThereIs() {
    String deployment = "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n";

    assertThatThrownBy(() -> prepare(deployment, NONE, AppDescription.NONE))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("Deployment/web")
        .hasMessageContaining("--values");
  }

  private static InstallPlan prepare(
      String yaml, Function<String, Optional<String>> whyMissing, AppDescription said) {
    Submission submission =
        Submission.of("web", new Chart(Path.of("chart"), Path.of("chart"), "web", "1.0.0", "1"))
            .app(said)
            .build();
    return InstallPlanner.plan(
        submission,
        Manifests.parse(yaml),
        Optional.empty(),
        HELPER,
        whyMissing,
        ClusterShape.UNKNOWN);
  }

  private static PodSpec patched(String yaml, InstallPlan prepared) {
    return Manifests.parse(yaml)
        .with(prepared.patches())
        .of(StatefulSet.class)
        .get(0)
        .getSpec()
        .getTemplate()
        .getSpec();
  }

  private static Container container(PodSpec spec, String name) {
    return spec.getContainers().stream()
        .filter(c -> c.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> environment(Container container) {
    return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }
}
