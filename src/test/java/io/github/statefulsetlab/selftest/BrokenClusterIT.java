package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.Parameter;

/** On a cluster of its own, which it breaks after it has come up. */
@ResourceLock(CleanUpIT.CLUSTER_OF_ITS_OWN)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("A cluster that breaks")
class BrokenClusterIT {

  private static final Path CHART = Path.of("charts", "counter");
  private static final String READY = "broken.ready";
  private static final String NAMED = "broken.named";
  private static final String SYSTEM = "kube-system";
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Waiting for pods that never come alone takes three minutes. */
  private static final Duration SOONER_THAN_ANY_WAIT = Duration.ofSeconds(170);

  private final SuiteRunner runner = new SuiteRunner(Settings.fromSystemProperties(), 1);

  @LabTest
  static class Behaviours {

    @Parameter Submission submission;

    @Behaviour(READY)
    void isReady(Lab lab) {
      assertThat(lab.pods()).isNotEmpty();
    }

    @Behaviour(NAMED)
    void isNamed(Lab lab) {
      String name = "%s.%s.svc.cluster.local".formatted(submission.release(), lab.namespace());
      lab.dns().lookups().awaitAnswer(name, lab.dns().lookups()::nslookup);
    }
  }

  @BeforeAll
  void awaitCluster() {
    assertThat(run().verdict(READY)).as("before anything is broken").isEqualTo(Verdict.PASS);
  }

  @AfterAll
  void removeCluster() {
    runner.close();
  }

  @Test
  @DisplayName("has no provisioner, and no submission is to blame")
  void hasNoProvisioner() {
    without(
        "local-path-provisioner",
        () -> {
          SuiteRun run = run();

          assertThat(run.verdict(READY)).as(said(run, READY)).isEqualTo(Verdict.INFRA_ERROR);
          assertThat(said(run, READY)).contains("local-path", "has not seen a new claim");
          assertThat(run.duration()).isLessThan(SOONER_THAN_ANY_WAIT);
        });
  }

  @Test
  @DisplayName("has no DNS, and no submission is to blame")
  void hasNoDns() {
    without(
        "coredns",
        () -> {
          SuiteRun run = run();

          assertThat(run.verdict(NAMED)).as(said(run, NAMED)).isEqualTo(Verdict.INFRA_ERROR);
          assertThat(said(run, NAMED)).contains("endpoint of the cluster's DNS");
          assertThat(run.duration()).isLessThan(SOONER_THAN_ANY_WAIT);
        });
  }

  private static String said(SuiteRun run, String id) {
    return Optional.ofNullable(run.observations().get(id))
        .flatMap(BehaviourResult::message)
        .orElse("");
  }

  private SuiteRun run() {
    Submission submission = runner.handedIn(CHART, Values.NONE).get(0);
    return runner.submit(submission, List.copyOf(BehaviourMethod.of(Behaviours.class))).join();
  }

  private void without(String deployment, Runnable block) {
    KubernetesClient client = runner.cluster().client();
    scale(client, deployment, 0);
    try {
      block.run();
    } finally {
      scale(client, deployment, 1);
    }
  }

  private static void scale(KubernetesClient client, String deployment, int replicas) {
    client.apps().deployments().inNamespace(SYSTEM).withName(deployment).scale(replicas);
    await(deployment + " with as many pods ready as are wanted")
        .atMost(SOON)
        .until(
            () ->
                client.pods().inNamespace(SYSTEM).list().getItems().stream()
                        .filter(pod -> pod.getMetadata().getName().startsWith(deployment))
                        .filter(Readiness.getInstance()::isReady)
                        .count()
                    == replicas);
  }
}
