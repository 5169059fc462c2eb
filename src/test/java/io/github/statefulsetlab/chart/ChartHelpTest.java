package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bundled chart tells and offers to whoever has installed it. */
@ResourceLock("helm")
class ChartHelpTest {

  private final CounterChart chart;

  ChartHelpTest(@TempDir Path folder) {
    chart = CounterChart.in(folder);
  }

  /**
   * Helm shows no hooks where it renders: these are looked at in a copy of the chart that makes
   * them ordinary pods.
   */
  @Nested
  class HelmTest {

    @Test
    void podsAreHooks() {
      assertThat(chart.render("").all(Pod.class)).isEmpty();
      assertThat(testPods("")).hasSize(2);
    }

    @Test
    void askEveryPodByItsOwnName() {
      assertThat(testPods("{ordinals: {start: 5}, replicaCount: 2, containerPort: 9000}"))
          .extracting(pod -> pod.getSpec().getContainers().get(0).getArgs())
          .containsExactlyInAnyOrder(
              List.of(
                  "check",
                  "http://lab-counter-5.lab-counter-headless.course.svc.cluster.local:9000/readyz",
                  "http://lab-counter-6.lab-counter-headless.course.svc.cluster.local:9000/readyz"),
              List.of(
                  "check",
                  "--visit",
                  "http://lab-counter-5.lab-counter-headless.course.svc.cluster.local:9000"));
    }

    @Test
    void podsGetNoVisitors() {
      assertThat(testPods(""))
          .extracting(pod -> pod.getMetadata().getLabels())
          .allSatisfy(
              labels -> assertThat(labels).containsEntry("app.kubernetes.io/name", "counter-test"));
    }

    @Test
    void podsMeetTheRestrictedPodSecurityStandard() {
      assertThat(testPods("")).extracting(Pod::getSpec).allSatisfy(RenderedChart::assertRestricted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tests: {enabled: false}", "replicaCount: 0", "kind: Deployment"})
    void isLeftOutWhereThereIsNothingToTest(String values) {
      assertThat(testPods(values)).isEmpty();
    }

    private List<Pod> testPods(String values) {
      return chart
          .changed(
              "templates/tests/_test.tpl",
              file -> file.replace("helm.sh/hook: test", "was: a-hook"))
          .render(values)
          .all(Pod.class);
    }
  }

  @Nested
  class Notes {

    @ParameterizedTest
    @CsvSource({
      "ClusterIP, kubectl -n course port-forward service/lab-counter 8000",
      "NodePort, curl http://$NODE_IP:$NODE_PORT/",
      "LoadBalancer, curl http://$ADDRESS:8000/",
    })
    void sayHowToReachTheService(String type, String command) {
      assertThat(chart.notes("service: {type: %s}".formatted(type))).contains(command);
    }

    @Test
    void sayHowToReachEachPod() {
      assertThat(chart.notes("ordinals: {start: 1}"))
          .contains("http://lab-counter-1.lab-counter-headless.course.svc.cluster.local:8000/")
          .contains(
              "kubectl get --raw /api/v1/namespaces/course/pods/lab-counter-3:8000/proxy/visits")
          .doesNotContain("lab-counter-4:8000");
    }

    @ParameterizedTest
    @CsvSource({
      "'', The claims outlive the release",
      "persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}, are deleted with the release",
      "persistence: {enabled: false}, takes its count with it",
      "kind: Deployment, The claim data-lab-counter outlives the release",
    })
    void sayWhatBecomesOfTheCounts(String values, String sentence) {
      assertThat(chart.notes(values)).contains(sentence);
    }
  }
}
