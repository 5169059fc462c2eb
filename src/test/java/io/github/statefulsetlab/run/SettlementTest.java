package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Observations;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class SettlementTest {

  private static final Submission ALICE = Observations.submission("alice");
  private static final Submission BOB = Observations.submission("bob");
  private static final String ROOT = "storage.claims-bound";
  private static final String MOUNT = "storage.mounted-where-written";
  private static final String KEPT = "storage.survives-pod-deletion";
  private static final Map<String, List<String>> GRAPH =
      Map.of(ROOT, List.of(), MOUNT, List.of(ROOT), KEPT, List.of(MOUNT, ROOT));

  private final List<BehaviourResult> told = new ArrayList<>();
  private final Settlement settlement =
      new Settlement(id -> GRAPH.getOrDefault(id, List.of()), told::add);

  @Test
  void whatPassesIsToldAtOnce() {
    settlement.ended(result(KEPT, ALICE, Optional.empty(), MOUNT));

    assertThat(verdicts()).containsExactly(Map.entry(KEPT, Verdict.PASS));
  }

  @Test
  void aFailureOfItsOwnIsToldAtOnce() {
    settlement.ended(failed(KEPT));
    settlement.ended(failed(MOUNT, KEPT));

    assertThat(verdicts())
        .as("the cause of the second is not among what it depends on")
        .containsOnly(Map.entry(KEPT, Verdict.FAIL), Map.entry(MOUNT, Verdict.FAIL));
  }

  @Test
  void aFailureThatFollowsFromAnotherIsHeldBackAndSkipped() {
    settlement.ended(failed(KEPT, MOUNT));
    assertThat(told).isEmpty();

    settlement.ended(failed(MOUNT));

    assertThat(verdicts())
        .containsOnly(Map.entry(KEPT, Verdict.SKIPPED), Map.entry(MOUNT, Verdict.FAIL));
    BehaviourResult skipped =
        told.stream().filter(r -> r.id().equals(KEPT)).findFirst().orElseThrow();
    assertThat(skipped.message())
        .contains("Depends on storage.mounted-where-written, which failed: broken: " + MOUNT);
    assertThat(skipped.failure().orElseThrow()).hasCauseInstanceOf(AssertionError.class);
    assertThat(skipped.evidence())
        .singleElement()
        .satisfies(item -> assertThat(item.text()).startsWith("broken: " + KEPT));
  }

  @RepeatedTest(6)
  void theOrderChangesNothingAndTheFirstCauseIsNamed(RepetitionInfo repetition) {
    List<BehaviourResult> results =
        new ArrayList<>(List.of(failed(ROOT), failed(MOUNT, ROOT), failed(KEPT, MOUNT)));
    Collections.shuffle(results, new Random(repetition.getCurrentRepetition()));

    results.forEach(settlement::ended);

    assertThat(verdicts())
        .containsOnly(
            Map.entry(ROOT, Verdict.FAIL),
            Map.entry(MOUNT, Verdict.SKIPPED),
            Map.entry(KEPT, Verdict.SKIPPED));
    assertThat(told)
        .filteredOn(r -> !r.id().equals(ROOT))
        .allSatisfy(r -> assertThat(r.message().orElseThrow()).startsWith("Depends on " + ROOT));
  }

  @Test
  void whatItDependsOnPassedSoTheFailureIsItsOwn() {
    settlement.ended(failed(KEPT, MOUNT));
    settlement.ended(result(MOUNT, ALICE, Optional.empty()));

    assertThat(verdicts()).containsEntry(KEPT, Verdict.FAIL);
  }

  @Test
  void whatWasNotCheckedIsNotKnownToBeBroken() {
    settlement.ended(failed(KEPT, MOUNT));

    settlement.close();
    settlement.close();

    assertThat(told).hasSize(1);
    assertThat(verdicts()).containsExactly(Map.entry(KEPT, Verdict.FAIL));
  }

  @Test
  void aFaultOfTheGraderAndAnythingElseThatIsNoVerdictOnThePromiseBreaksNothing() {
    for (Throwable none :
        List.of(
            new IllegalStateException("the node is gone"),
            new TestAbortedException("not asked for"),
            new NotGradableException("no image"))) {
      told.clear();
      settlement.ended(result(MOUNT, ALICE, Optional.of(none)));
      settlement.ended(failed(KEPT, MOUNT));

      assertThat(verdicts()).containsEntry(KEPT, Verdict.FAIL);
    }
  }

  @Test
  void aFaultOfTheGraderStaysOne() {
    settlement.ended(failed(MOUNT));
    settlement.ended(result(KEPT, ALICE, Optional.of(new IllegalStateException("gone")), MOUNT));

    assertThat(verdicts()).containsEntry(KEPT, Verdict.INFRA_ERROR);
  }

  @Test
  void whatTookTooLongIsSettledLikeAFailure() {
    settlement.ended(result(KEPT, ALICE, Optional.of(new TimeoutException("0 of 3")), MOUNT));
    settlement.ended(failed(MOUNT));

    assertThat(verdicts()).containsEntry(KEPT, Verdict.SKIPPED);
  }

  @Test
  void submissionsAreApart() {
    settlement.ended(failed(MOUNT));
    settlement.ended(result(KEPT, BOB, Optional.of(new AssertionError("broken: " + KEPT)), MOUNT));
    settlement.close();

    assertThat(verdicts()).containsEntry(KEPT, Verdict.FAIL);
  }

  private Map<String, Verdict> verdicts() {
    Map<String, Verdict> verdicts = new TreeMap<>();
    told.forEach(result -> verdicts.put(result.id(), Verdict.of(result.failure())));
    return verdicts;
  }

  private static BehaviourResult failed(String id, String... causes) {
    return result(
        id, ALICE, Optional.of(new AssertionError("broken: " + id + "\nand a table")), causes);
  }

  private static BehaviourResult result(
      String id, Submission submission, Optional<Throwable> failure, String... causes) {
    return BehaviourResult.of(id, submission).failure(failure).causes(List.of(causes)).build();
  }
}
