package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.selftest.SubmissionFixture.ExpectedVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Asserts what the suite found on a chart such as students hand in. */
final class SubmissionAssert extends AbstractAssert<SubmissionAssert, Map<String, SuiteRun>> {

  private static final Set<String> NEED_NO_LAB =
      BehaviourMethod.all().stream()
          .filter(BehaviourMethod::readsTheChartAlone)
          .map(BehaviourMethod::id)
          .collect(Collectors.toUnmodifiableSet());

  private SubmissionAssert(Map<String, SuiteRun> actual) {
    super(actual, SubmissionAssert.class);
  }

  /** The runs by the ids of the submissions that came of the chart. */
  static SubmissionAssert assertThat(Map<String, SuiteRun> runs) {
    return new SubmissionAssert(new TreeMap<>(runs));
  }

  /** Each criterion has the verdict that it deserves, with the words that help. */
  SubmissionAssert match(SubmissionFixture fixture) {
    isNotNull();
    List<String> wrong = new ArrayList<>();
    int graded = Math.max(1, fixture.deserved().statefulSets().size());
    if (actual.size() != graded) {
      wrong.add(
          "%d submissions must come of it, for %s, but: %s"
              .formatted(graded, fixture.deserved().statefulSets(), actual.keySet()));
    }
    actual.forEach(
        (submission, run) ->
            complaints(fixture, submission, run)
                .forEach(complaint -> wrong.add(submission + ": " + complaint)));
    Set<String> notes = new TreeSet<>();
    actual.values().forEach(run -> notes.addAll(run.notes()));
    fixture.deserved().notes().stream()
        .filter(piece -> notes.stream().noneMatch(note -> note.contains(piece)))
        .forEach(piece -> wrong.add("a note must contain '%s', but: %s".formatted(piece, notes)));
    if (!wrong.isEmpty()) {
      failWithMessage("%s%n%n%s", fixture + ": " + fixture.about(), String.join("\n\n", wrong));
    }
    return this;
  }

  private static List<String> complaints(
      SubmissionFixture fixture, String submission, SuiteRun run) {
    Map<String, ExpectedVerdict> verdicts = fixture.deserved().verdictsOf(submission);
    List<String> complaints = new ArrayList<>();
    if (fixture.deserved().notGradable().isPresent()
        && run.observations().keySet().stream()
            .noneMatch(id -> run.verdict(id) == Verdict.NOT_GRADABLE)) {
      complaints.add("something must be NOT_GRADABLE, but nothing is");
    }
    verdicts.entrySet().stream()
        .filter(entry -> entry.getValue().verdict() == Verdict.FAIL)
        .map(Map.Entry::getKey)
        .filter(id -> !run.observations().containsKey(id))
        .forEach(id -> complaints.add("must fail, but was not checked: " + id));
    for (String id : new TreeSet<>(run.observations().keySet())) {
      Optional.ofNullable(verdicts.get(id))
          .map(deserts -> complaint(id, deserts, run))
          .orElseGet(() -> complaint(id, fixture, run))
          .ifPresent(complaints::add);
    }
    return complaints;
  }

  private static Optional<String> complaint(String id, ExpectedVerdict deserts, SuiteRun run) {
    if (run.verdict(id) != deserts.verdict()) {
      return Optional.of("must be %s, but: %s".formatted(deserts.verdict(), run.story(id)));
    }
    if (deserts.hint() != null && !run.hint(id).contains(deserts.hint())) {
      return Optional.of(
          "the hint must contain '%s', but: %s".formatted(deserts.hint(), run.story(id)));
    }
    return deserts.says() == null ? Optional.empty() : unlessSaid(id, deserts.says(), run);
  }

  private static Optional<String> complaint(String id, SubmissionFixture fixture, SuiteRun run) {
    Verdict verdict = run.verdict(id);
    if (verdict == Verdict.INFRA_ERROR) {
      return Optional.of("a fault of the grader: " + run.story(id));
    }
    if (verdict == Verdict.SKIPPED) {
      return Optional.empty();
    }
    Optional<String> why = fixture.deserved().notGradable();
    if (why.isPresent() && !NEED_NO_LAB.contains(id)) {
      return verdict == Verdict.NOT_GRADABLE
          ? unlessSaid(id, why.get(), run)
          : Optional.of("must be NOT_GRADABLE, but: " + run.story(id));
    }
    return verdict == Verdict.PASS
        ? Optional.empty()
        : Optional.of("must pass, but: " + run.story(id));
  }

  private static Optional<String> unlessSaid(String id, String piece, SuiteRun run) {
    return run.story(id).contains(piece)
        ? Optional.empty()
        : Optional.of("it must say '%s', but: %s".formatted(piece, run.story(id)));
  }
}
