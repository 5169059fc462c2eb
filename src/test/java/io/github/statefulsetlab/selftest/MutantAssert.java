package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.submission.Mutant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;

/** Asserts what the suite found on a mutant. */
final class MutantAssert extends AbstractAssert<MutantAssert, SuiteRun> {

  private MutantAssert(SuiteRun actual) {
    super(actual, MutantAssert.class);
  }

  static MutantAssert assertThat(SuiteRun run) {
    return new MutantAssert(run);
  }

  /** Exactly what the mutant says fails, with its hints; nothing is a fault of the grader. */
  MutantAssert failsAs(Mutant mutant) {
    isNotNull();
    List<String> wrong = new ArrayList<>();
    mutant.fails().forEach((id, hint) -> addUnless(Verdict.FAIL, id, hint, wrong));
    mutant.skips().entrySet().stream()
        .filter(skipped -> actual.observations().containsKey(skipped.getKey()))
        .forEach(skipped -> addUnlessSkipped(skipped.getKey(), skipped.getValue(), wrong));
    mutant.saw().forEach((id, seen) -> addUnlessSeen(id, seen, wrong));
    Set<String> others = new TreeSet<>(actual.observations().keySet());
    others.removeAll(mutant.breaks().keySet());
    for (String id : others) {
      if (!tolerated(mutant).contains(actual.verdict(id))
          || mutant.notGradable().isEmpty() && actual.isBrokenThrough(id)) {
        wrong.add("unrelated criterion failed: " + actual.story(id));
      }
    }
    if (!wrong.isEmpty()) {
      failWithMessage(
          "%s%n%n%s", mutant.name() + ": " + mutant.broken(), String.join("\n\n", wrong));
    }
    return this;
  }

  /**
   * No more than one criterion fails; nothing took too long, and nothing is a fault of the grader.
   */
  MutantAssert costsOnePromise(Mutant mutant) {
    isNotNull();
    List<String> broken =
        actual.observations().keySet().stream()
            .filter(id -> !tolerated(mutant).contains(actual.verdict(id)))
            .sorted()
            .map(actual::story)
            .toList();
    boolean isOneFailure =
        broken.size() <= 1
            && actual.observations().keySet().stream()
                .map(actual::verdict)
                .allMatch(v -> v == Verdict.FAIL || tolerated(mutant).contains(v));
    if (!isOneFailure) {
      failWithMessage(
          "%s%n%n%s", mutant.name() + ": " + mutant.broken(), String.join("\n\n", broken));
    }
    return this;
  }

  /** What follows from another criterion was seen to fail itself, and is not held against it. */
  private void addUnlessSkipped(String id, String hint, List<String> wrong) {
    addUnless(Verdict.SKIPPED, id, hint, wrong);
    if (!actual.isBrokenThrough(id)) {
      wrong.add("must be skipped for another that fails, but: " + actual.story(id));
    }
  }

  /** That it fails is not enough: it has to fail at what the criterion is about. */
  private void addUnlessSeen(String id, String seen, List<String> wrong) {
    if (actual.observations().containsKey(id) && !actual.seen(id).contains(seen)) {
      wrong.add("'%s' must have been seen, but: %s".formatted(seen, actual.story(id)));
    }
  }

  private void addUnless(Verdict verdict, String id, String hint, List<String> wrong) {
    if (!actual.observations().containsKey(id)) {
      wrong.add("must be %s, but no behaviour checks it: %s".formatted(verdict, id));
    } else if (actual.verdict(id) != verdict) {
      wrong.add("must be %s, but: %s".formatted(verdict, actual.story(id)));
    } else if (!actual.hint(id).contains(hint)) {
      wrong.add("the hint must contain '%s', but: %s".formatted(hint, actual.story(id)));
    }
  }

  private static Set<Verdict> tolerated(Mutant mutant) {
    Set<Verdict> tolerated = EnumSet.of(Verdict.PASS, Verdict.SKIPPED);
    if (mutant.notGradable().isPresent()) {
      tolerated.addAll(EnumSet.of(Verdict.TIMEOUT, Verdict.NOT_GRADABLE));
    }
    return tolerated;
  }
}
