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
    mutant.fails().forEach((id, hint) -> addUnlessFails(id, hint, wrong));
    Set<String> others = new TreeSet<>(actual.observations().keySet());
    others.removeAll(mutant.fails().keySet());
    for (String id : others) {
      if (!tolerated(id, mutant).contains(actual.verdict(id))) {
        wrong.add("has nothing to do with it, but: " + actual.story(id));
      }
    }
    if (!wrong.isEmpty()) {
      failWithMessage(
          "%s%n%n%s", mutant.name() + ": " + mutant.broken(), String.join("\n\n", wrong));
    }
    return this;
  }

  private void addUnlessFails(String id, String hint, List<String> wrong) {
    if (!actual.observations().containsKey(id)) {
      wrong.add("must fail, but no behaviour checks it: " + id);
    } else if (actual.verdict(id) != Verdict.FAIL) {
      wrong.add("must fail, but: " + actual.story(id));
    } else if (!actual.hint(id).contains(hint)) {
      wrong.add("the hint must contain '%s', but: %s".formatted(hint, actual.story(id)));
    }
  }

  private static Set<Verdict> tolerated(String id, Mutant mutant) {
    Set<Verdict> tolerated = EnumSet.of(Verdict.PASS, Verdict.SKIPPED);
    if (mutant.mayFail().containsKey(id)) {
      tolerated.addAll(EnumSet.of(Verdict.FAIL, Verdict.TIMEOUT, Verdict.NOT_GRADABLE));
    }
    if (mutant.notGradable().isPresent()) {
      tolerated.addAll(EnumSet.of(Verdict.TIMEOUT, Verdict.NOT_GRADABLE));
    }
    return tolerated;
  }
}
