package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.submission.AppDescription;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What visits the app by itself")
class VisitorsTest {

  private static final String HELPER = "toolbox:1";

  private static final String CHART =
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
            initContainers:
              - {name: wait, command: [sh, -c, "until curl http://%2$s/; do sleep 1; done"]}
              - {name: early, command: [sh, -c, "curl localhost:%1$s/"]}
            containers:
              - {name: app, command: [sh, -c, "curl localhost:8080/ ; exec app"], ports: [{containerPort: 8080}]}
              - {name: monitor, command: [sh, -c, "while sleep 1; do curl http://localhost:%1$s/; done"]}
              - {name: proxy, args: ["--upstream=http://localhost:8080/"]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: load}
      spec: {template: {spec: {containers: [{name: load, command: [wget, "http://%2$s/"]}]}}}
      ---
      apiVersion: batch/v1
      kind: CronJob
      metadata: {name: nightly}
      spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: ask, args: [curl, "%2$s:80"]}]}}}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: check, annotations: {helm.sh/hook: test}}
      spec: {containers: [{name: check, command: [wget, "http://%2$s/"]}]}
      """;

  @Test
  void areTheContainersWhoseCommandsAskForThePageThatCounts() {
    assertThat(visitors("8080", "web").told())
        .hasSize(4)
        .allSatisfy(told -> assertThat(told).contains("asks for / by itself"))
        .anySatisfy(told -> assertThat(told).startsWith("Container wait of StatefulSet/web"))
        .anySatisfy(told -> assertThat(told).startsWith("Container monitor of StatefulSet/web"))
        .anySatisfy(told -> assertThat(told).startsWith("Container load of Deployment/load"))
        .anySatisfy(told -> assertThat(told).startsWith("Container ask of CronJob/nightly"));
  }

  @Test
  void areNotThoseThatAskForSomethingElse() {
    assertThat(visitors("9090", "other").told()).isEmpty();
    assertThat(visitors("9090", "other").silenced(HELPER)).isEmpty();
  }

  @Test
  void doNothingInALabAndEndWhereSomethingWaitsForThem() {
    Manifests changed = manifests("8080", "web").with(visitors("8080", "web").silenced(HELPER));

    PodSpec pods = changed.of(StatefulSet.class).get(0).getSpec().getTemplate().getSpec();
    assertThat(script(pods.getInitContainers().get(0))).isEqualTo("exit 0");
    assertThat(script(pods.getContainers().get(0))).contains("exec app");
    assertThat(script(pods.getContainers().get(1))).contains("sleep 3600").doesNotContain("curl");
    assertThat(pods.getContainers().get(2).getArgs()).hasSize(1);
    Deployment load = changed.of(Deployment.class).get(0);
    assertThat(script(load.getSpec().getTemplate().getSpec().getContainers().get(0)))
        .contains("sleep 3600");
    CronJob nightly = changed.of(CronJob.class).get(0);
    Container ask =
        nightly.getSpec().getJobTemplate().getSpec().getTemplate().getSpec().getContainers().get(0);
    assertThat(script(ask)).isEqualTo("exit 0");
    assertThat(ask.getImage()).isEqualTo(HELPER);
  }

  private static String script(Container container) {
    List<String> command = container.getCommand();
    return command.get(command.size() - 1);
  }

  private static Manifests manifests(String port, String service) {
    return Manifests.parse(CHART.formatted(port, service));
  }

  private static Visitors visitors(String port, String service) {
    Manifests manifests = manifests(port, service);
    StatefulSet set = manifests.of(StatefulSet.class).get(0);
    AppFinder.Found app =
        AppFinder.find(set, manifests, AppDescription.builder().container("app").build());
    return Visitors.of(manifests, set, app, "/");
  }
}
