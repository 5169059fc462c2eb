package io.github.statefulsetlab.selftest;

import static io.github.statefulsetlab.selftest.SampleRuns.run;
import static io.github.statefulsetlab.selftest.SampleRuns.seen;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.selftest.SubmissionFixture.Expectations;
import io.github.statefulsetlab.selftest.SubmissionFixture.ExpectedVerdict;
import io.github.statefulsetlab.selftest.SubmissionFixture.HandedIn;
import io.github.statefulsetlab.submission.NotGradableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SubmissionAssertTest {

  private static final String LOOKUP = "dns.pod-fqdn";
  private static final String COUNT = "counts.diverge";
  private static final String SERVICES = "chart.two-services";

  private static final Throwable FAILED = new AssertionError("no address");
  private static final Throwable NOT_JUDGED = new NotGradableException("no Secret keys");

  private static final Expectations NOTHING =
      new Expectations(List.of("web"), Map.of(), Optional.empty(), List.of());
  private static final Expectations NO_NAMES =
      new Expectations(
          List.of("web"),
          Map.of(LOOKUP, new ExpectedVerdict(Verdict.FAIL, null, "serviceName", "no address")),
          Optional.empty(),
          List.of("image"));
  private static final Expectations NO_LAB =
      new Expectations(List.of("web"), Map.of(), Optional.of("keys"), List.of());

  @Test
  void aRightChartPassesOrIsSkipped() {
    accepts(NOTHING, seen(LOOKUP), seen(COUNT, new TestAbortedException("not asked for")));
    refuses(NOTHING, "must pass", seen(LOOKUP, FAILED));
    refuses(NOTHING, "must pass", seen(LOOKUP, NOT_JUDGED));
  }

  @Test
  void whatMustFailFailsWithItsWords() {
    BehaviourResult failed = seen(LOOKUP, FAILED, "Correct serviceName.", "image replaced");

    accepts(NO_NAMES, failed, seen(COUNT));
    refuses(NO_NAMES, "must pass", failed, seen(COUNT, FAILED));
    refuses(NO_NAMES, "was not checked: " + LOOKUP, seen(COUNT));
    refuses(NO_NAMES, "must be FAIL", seen(LOOKUP));
    refuses(NO_NAMES, "hint must contain", seen(LOOKUP, FAILED, "Look again.", "image replaced"));
    refuses(
        NO_NAMES,
        "must say 'no address'",
        seen(LOOKUP, new AssertionError("gone"), "Correct serviceName.", "image replaced"));
  }

  @Test
  void whatTheHarnessChangedIsNoted() {
    refuses(NO_NAMES, "note must contain 'image'", seen(LOOKUP, FAILED, "serviceName", "port"));
  }

  @Test
  void withoutALabOnlyTheChartIsJudged() {
    accepts(NO_LAB, seen(LOOKUP, NOT_JUDGED), seen(SERVICES));
    refuses(NO_LAB, "must be NOT_GRADABLE", seen(LOOKUP));
    refuses(NO_LAB, "must say 'keys'", seen(LOOKUP, new NotGradableException("no")));
    refuses(NO_LAB, "must pass", seen(SERVICES, NOT_JUDGED));
    refuses(NO_LAB, "something must be NOT_GRADABLE", seen(COUNT, new TestAbortedException("no")));
  }

  @Test
  void aFaultOfTheGraderIsNeverRight() {
    refuses(NO_NAMES, "fault of the grader", seen(COUNT, new IllegalStateException("bug")));
  }

  @Test
  void allStatefulSetsAreGraded() {
    Expectations two =
        new Expectations(List.of("web", "db"), Map.of(), Optional.empty(), List.of());

    refuses(two, "2 submissions must come of it", seen(LOOKUP));
  }

  private static void accepts(Expectations deserved, BehaviourResult... seen) {
    assertThatCode(() -> check(deserved, seen)).doesNotThrowAnyException();
  }

  private static void refuses(Expectations deserved, String complaint, BehaviourResult... seen) {
    assertThatThrownBy(() -> check(deserved, seen))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(complaint);
  }

  private static void check(Expectations deserved, BehaviourResult... seen) {
    SubmissionAssert.assertThat(Map.of("shop", run(seen)))
        .match(
            new SubmissionFixture(
                "shop",
                Path.of("shop"),
                "What was done.",
                false,
                true,
                true,
                Set.of(),
                new HandedIn(Path.of("shop"), false, Values.NONE),
                deserved));
  }
}
