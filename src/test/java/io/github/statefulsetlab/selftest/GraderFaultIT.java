package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;

@ExtendWith(OnOneCluster.class)
@DisplayName("A fault of the grader's own")
class GraderFaultIT {

  private static final Path CHART = Path.of("charts", "counter");
  private static final String ONCE = "faults.once";
  private static final String ALWAYS = "faults.always";
  private static final String BLOCKED = "faults.blocked";
  private static final String BROKEN = "faults.broken-promise";

  /** How often each was checked. */
  private static final Map<String, Integer> CHECKED = new ConcurrentHashMap<>();

  @LabTest
  static class Faulty {

    @Parameter Submission submission;

    @Behaviour(value = ONCE, use = LabUse.DISTURB)
    void meetsAFaultOnce(Lab lab) {
      if (CHECKED.merge(ONCE, 1, Integer::sum) == 1) {
        throw new IllegalStateException("the node is gone");
      }
      assertThat(lab.pods()).isNotEmpty();
    }

    @Behaviour(ALWAYS)
    void meetsAFaultEachTime(Lab lab) {
      CHECKED.merge(ALWAYS, 1, Integer::sum);
      throw new IllegalStateException("the node of %s is gone".formatted(lab));
    }

    /** Goes well with the bundled chart as it is, which is the control. */
    @Behaviour(BLOCKED)
    void meetsAFaultWithThisChartOnly(Lab lab) {
      CHECKED.merge(BLOCKED, 1, Integer::sum);
      if (submission.id().equals("counter")) {
        throw new IllegalStateException("%s can't be read".formatted(lab));
      }
    }

    @Behaviour(BROKEN)
    void findsAPromiseBroken(Lab lab) {
      CHECKED.merge(BROKEN, 1, Integer::sum);
      assertThat(lab.pods()).isEmpty();
    }
  }

  @Test
  void isCheckedOnceMoreAndABrokenPromiseIsNot(SuiteRunner runner) {
    Submission submission = runner.handedIn(CHART, Values.NONE).get(0);

    SuiteRun run = runner.submit(submission, BehaviourMethod.of(Faulty.class)).join();

    assertThat(run.verdict(ONCE)).isEqualTo(Verdict.PASS);
    assertThat(run.verdict(ALWAYS)).isEqualTo(Verdict.INFRA_ERROR);
    assertThat(run.verdict(BROKEN)).isEqualTo(Verdict.FAIL);
    assertThat(run.verdict(BLOCKED)).isEqualTo(Verdict.NOT_GRADABLE);
    assertThat(CHECKED)
        .as("checks: with the control's one, and a third where the control passes")
        .containsOnly(
            Map.entry(ONCE, 2), Map.entry(ALWAYS, 3), Map.entry(BLOCKED, 4), Map.entry(BROKEN, 1));
  }
}
