package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.submission.ReferenceCharts;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The suite judges promises, not one way to write a chart. */
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("Reference charts")
class ReferenceChartsIT {

  private final Map<String, CompletableFuture<SuiteRun>> runs = new TreeMap<>();

  @BeforeAll
  void startAll(SuiteRunner runner) {
    for (Submission chart : charts()) {
      runs.put(chart.id(), runner.submit(chart, BehaviourMethod.all()));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("charts")
  void everyPromiseIsKeptOrWasNotAskedFor(Submission chart) {
    SuiteRun run = Objects.requireNonNull(runs.get(chart.id())).join();

    assertThat(run.observations().keySet())
        .as("criteria that are neither PASS nor SKIPPED")
        .isNotEmpty()
        .filteredOn(id -> !List.of(Verdict.PASS, Verdict.SKIPPED).contains(run.verdict(id)))
        .extracting(run::story)
        .isEmpty();
  }

  static List<Submission> charts() {
    return ReferenceCharts.all();
  }
}
