package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.selftest.SubmissionFixture.ExpectedVerdict;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
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
 * Charts such as students hand in get the verdicts that they deserve. Checked are core promises,
 * those that read the chart alone, and those that the fixture says fail. {@code
 * -Dlab.submissions=a,b} picks some fixtures, {@code all-behaviours} among them checks everything
 * on each.
 */
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("Charts of students")
class SubmissionsIT {

  private static final String ALL_BEHAVIOURS = "all-behaviours";
  private static final List<SubmissionFixture> FIXTURES = SubmissionFixture.all();
  private static final List<BehaviourMethod> SUITE = BehaviourMethod.all();
  private static final List<BehaviourMethod> DEALT_OUT =
      SUITE.stream().filter(b -> b.isCore() && b.needsLabsOfItsOwn()).toList();
  private static final Path WORK = Path.of("target", "submissions");

  /** By fixture, then by submission; a chart that is refused is a failed run of its own fixture. */
  private final Map<String, CompletableFuture<Map<String, CompletableFuture<SuiteRun>>>> runs =
      new TreeMap<>();

  private final VerdictTable verdicts = new VerdictTable();

  @BeforeAll
  void startAll(SuiteRunner runner) {
    for (SubmissionFixture fixture : wrongOnesFirst()) {
      CompletableFuture<Map<String, CompletableFuture<SuiteRun>>> begun = new CompletableFuture<>();
      runs.put(fixture.name(), begun);
      try {
        begun.complete(start(fixture, runner));
      } catch (IOException | RuntimeException e) {
        begun.completeExceptionally(e);
      }
    }
  }

  /** What a course asks of every chart; a staged update is a bonus. */
  private static final Asked COURSE = Asked.EVERYTHING.except("updates.strategy-in-chart");

  private static Map<String, CompletableFuture<SuiteRun>> start(
      SubmissionFixture fixture, SuiteRunner runner) throws IOException {
    ChartDelivery delivery = new ChartDelivery(fixture.handedIn(), WORK.resolve(fixture.name()));
    List<BehaviourMethod> behaviours = planned(fixture);
    Map<String, CompletableFuture<SuiteRun>> started = new TreeMap<>();
    for (Submission submission : runner.handedIn(delivery.chart(), fixture.handedIn().values())) {
      Submission asked = fixture.ofACourse() ? submission.asking(COURSE) : submission;
      started.put(asked.id(), runner.submit(asked, behaviours));
    }
    return started;
  }

  /**
   * What takes labs of its own is dealt out in turn, unless it must fail: on each chart one of the
   * core promises, so that all of them are seen on charts of many kinds.
   */
  private static List<BehaviourMethod> planned(SubmissionFixture fixture) {
    boolean everything = asked().contains(ALL_BEHAVIOURS);
    BehaviourMethod dealt = DEALT_OUT.get(FIXTURES.indexOf(fixture) % DEALT_OUT.size());
    return SUITE.stream()
        .filter(
            b ->
                everything
                    || b.readsTheChartAlone()
                    || mustFail(b, fixture)
                    || b.equals(dealt)
                    || b.isCore() && !DEALT_OUT.contains(b))
        .toList();
  }

  private static boolean mustFail(BehaviourMethod behaviour, SubmissionFixture fixture) {
    ExpectedVerdict deserts = fixture.deserved().verdicts().get(behaviour.id());
    return deserts != null && deserts.verdict() == Verdict.FAIL;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("picked")
  void getsTheVerdictsThatItDeserves(SubmissionFixture fixture) {
    Map<String, SuiteRun> found = new TreeMap<>();
    Objects.requireNonNull(runs.get(fixture.name()))
        .join()
        .forEach((submission, run) -> found.put(submission, run.join()));
    verdicts.addAll(fixture.name(), found);

    SubmissionAssert.assertThat(found).match(fixture);
  }

  @AfterAll
  void writeVerdicts() throws IOException {
    verdicts.write("submissions.tsv");
  }

  static List<SubmissionFixture> picked() {
    Set<String> names = asked();
    boolean all = names.equals(Set.of()) || names.equals(Set.of(ALL_BEHAVIOURS));
    return FIXTURES.stream().filter(f -> all || names.contains(f.name())).toList();
  }

  /**
   * What a wrong chart breaks is waited for to the end, which takes long and no processor: other
   * charts fill that time.
   */
  private static List<SubmissionFixture> wrongOnesFirst() {
    return picked().stream().sorted(Comparator.comparing(SubmissionFixture::right)).toList();
  }

  private static Set<String> asked() {
    return Arrays.stream(System.getProperty("lab.submissions", "").split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }
}
