package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.submission.Mutant;
import io.github.statefulsetlab.submission.Mutants;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On every mutant exactly those criteria fail that have to do with what is broken, each with the
 * hint that helps. {@code -Dlab.mutants=a,b} picks some, {@code all-behaviours} among them checks
 * everything on each, and {@code core} what a run checks without being asked for all: a mistake
 * costs one promise there, too, where the criterion that is about it is often not checked.
 */
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("Mutants")
class MutantsIT {

  private static final String ALL_BEHAVIOURS = "all-behaviours";
  private static final String CORE = "core";

  private final Map<String, CompletableFuture<SuiteRun>> runs = new TreeMap<>();
  private final MutantReport report = new MutantReport();

  @BeforeAll
  void startAll(SuiteRunner runner) {
    Map<String, List<BehaviourMethod>> plan =
        MutantPlan.of(Mutants.all(), BehaviourMethod.all(), asked().contains(ALL_BEHAVIOURS));
    List<BehaviourMethod> core = BehaviourMethod.all().stream().filter(b -> b.isCore()).toList();
    for (Mutant mutant : picked()) {
      runs.put(
          mutant.name(),
          runner.submit(
              Mutants.submission(mutant),
              asked().contains(CORE) ? core : Objects.requireNonNull(plan.get(mutant.name()))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("picked")
  void failsWhereItIsBrokenAndNowhereElse(Mutant mutant) {
    SuiteRun run = Objects.requireNonNull(runs.get(mutant.name())).join();
    report.add(mutant, run);

    if (asked().contains(CORE)) {
      MutantAssert.assertThat(run).costsOnePromise(mutant);
    } else {
      MutantAssert.assertThat(run).failsAs(mutant);
    }
  }

  @AfterAll
  void writeReport() throws IOException {
    report.write();
  }

  static List<Mutant> picked() {
    Set<String> names = asked();
    boolean all = Set.of(ALL_BEHAVIOURS, CORE).containsAll(names);
    return Mutants.all().stream().filter(m -> all || names.contains(m.name())).toList();
  }

  private static Set<String> asked() {
    return Arrays.stream(System.getProperty("lab.mutants", "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
