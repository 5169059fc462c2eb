package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.ClusterSession;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** As {@link GraderFaultIT}, of behaviours that install nothing, so that no cluster is needed. */
@DisplayName("A behaviour")
class CheckedAgainTest {

  private static final Path CHART = Path.of("charts", "counter");
  private static final Duration LONG = Duration.ofMinutes(5);

  /** How often each was checked. */
  private static final Map<String, Integer> CHECKED = new ConcurrentHashMap<>();

  @TempDir private Path folder;
  private FakeApiServer server;

  @LabTest
  static class Behaviours {

    @Parameter Submission submission;

    private static int check(String id) {
      return CHECKED.merge(id, 1, Integer::sum);
    }

    @Behaviour("again.never-fails")
    void passes(LabFactory labs) {
      check("never-fails");
      assertThat(labs).isNotNull();
    }

    @Behaviour("again.once")
    void meetsAFaultOnce(LabFactory labs) {
      if (check("once") == 1) {
        throw new IllegalStateException("the node is gone " + labs);
      }
    }

    @Behaviour("again.always")
    void meetsAFaultEachTime(LabFactory labs) {
      check("always");
      throw new IllegalStateException("the node is gone " + labs);
    }

    @Behaviour("again.here-only")
    void meetsAFaultWithThisChartOnly(LabFactory labs) {
      check("here-only");
      if (submission.id().equals("counter")) {
        throw new IllegalStateException("can't be read " + labs);
      }
    }

    @Behaviour("again.fails")
    void findsAPromiseBroken(LabFactory labs) {
      check("fails");
      fail("is broken with " + labs);
    }

    @Behaviour("again.aborts")
    void doesNotApply(LabFactory labs) {
      check("aborts");
      abort("has nothing to check with " + labs);
    }

    @Behaviour("again.not-gradable")
    void findsNothingToGrade(LabFactory labs) {
      check("not-gradable");
      throw new NotGradableException("no StatefulSet with " + labs);
    }

    @Behaviour("again.too-late")
    void waitsInVain(LabFactory labs) throws TimeoutException {
      check("too-late");
      throw new TimeoutException("waited with " + labs);
    }

    @Behaviour("again.error")
    void meetsAnErrorOfTheMachine(LabFactory labs) {
      check("error");
      throw new LinkageError("a class is missing " + labs);
    }
  }

  @BeforeEach
  void startServer() throws IOException {
    CHECKED.clear();
    server = FakeApiServer.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private SuiteRun run(Duration timeLimit) throws IOException {
    Settings settings = server.settings(folder, timeLimit);
    try (SuiteRunner runner = new SuiteRunner(settings, 1)) {
      Submission submission = runner.handedIn(CHART, Values.NONE).get(0);
      return runner.submit(submission, BehaviourMethod.of(Behaviours.class)).join();
    }
  }

  @Test
  @DisplayName("is checked again after a fault of the grader's own, and after nothing else")
  void isCheckedAgain() throws IOException {
    SuiteRun run = run(LONG);

    assertThat(run.verdict("again.never-fails")).isEqualTo(Verdict.PASS);
    assertThat(run.verdict("again.once")).isEqualTo(Verdict.PASS);
    assertThat(run.verdict("again.always")).isEqualTo(Verdict.INFRA_ERROR);
    assertThat(run.verdict("again.here-only")).isEqualTo(Verdict.NOT_GRADABLE);
    assertThat(run.verdict("again.fails")).isEqualTo(Verdict.FAIL);
    assertThat(run.verdict("again.aborts")).isEqualTo(Verdict.SKIPPED);
    assertThat(run.verdict("again.not-gradable")).isEqualTo(Verdict.NOT_GRADABLE);
    assertThat(run.verdict("again.too-late")).isEqualTo(Verdict.TIMEOUT);
    assertThat(run.verdict("again.error")).isEqualTo(Verdict.INFRA_ERROR);
    assertThat(CHECKED)
        .as("checks: with the control's one, and a third where the control passes")
        .containsEntry("never-fails", 1)
        .containsEntry("once", 2)
        .containsEntry("always", 3)
        .containsEntry("here-only", 4)
        .containsEntry("fails", 1)
        .containsEntry("aborts", 1)
        .containsEntry("not-gradable", 1)
        .containsEntry("too-late", 1)
        .containsEntry("error", 1);
  }

  @Test
  @DisplayName("is not checked once the submission has had its time")
  void isNotCheckedWithoutTime() throws IOException {
    SuiteRun run = run(Duration.ofSeconds(-1));

    assertThat(run.verdict("again.never-fails")).isEqualTo(Verdict.TIMEOUT);
    assertThat(CHECKED).isEmpty();
  }

  @Test
  @DisplayName("is no fault of the submission where the cluster is gone")
  void isNotCheckedWithoutACluster() throws IOException {
    server.close();

    SuiteRun run = run(LONG);

    assertThat(run.verdict("again.never-fails")).isEqualTo(Verdict.INFRA_ERROR);
    assertThat(CHECKED).isEmpty();
  }

  @Test
  @DisplayName("leaves nothing behind where its run is given up before the cluster is there")
  void leavesNoClusterBehind() throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    try (FakeApiServer slow = FakeApiServer.thatIsComingUp()) {
      ClusterSession.start(slow.settings(folder, LONG), told::add).close();
      assertThat(told).isEmpty();

      slow.comeUp();

      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(told).contains("removing the namespaces of this run"));
    }
  }

  /** Ctrl-C may come while the cluster is looked at, and the policy is on it already. */
  @Test
  @DisplayName("takes its admission policy away where its run is given up")
  void takesItsAdmissionPolicyAway() throws IOException {
    String policies = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies";
    try (FakeApiServer cluster = FakeApiServer.start();
        ClusterSession session = ClusterSession.start(cluster.settings(folder, LONG), what -> {})) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> cluster.asked().contains("POST " + policies));

      session.abandon();

      assertThat(cluster.asked()).anyMatch(asked -> asked.startsWith("DELETE " + policies + "/"));
    }
  }
}
