package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Charts that wear out what all labs share while they are graded: some at the same time, and then
 * the bundled chart on the same cluster. Nothing else is graded meanwhile.
 */
@Isolated
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("Charts that wear out the node")
class RunTimeAttacksIT {

  private static final Path ATTACKS = Path.of("src", "test", "resources", "attacks-at-run-time");
  private static final Path BUNDLED = Path.of("charts", "counter");
  private static final Path SEEN = Path.of("target", "self-test", "attacks-at-run-time.txt");

  /** Of the attacking charts, which have to stand for as long as it takes to do their worst. */
  private static final Set<String> ATTACKED = Set.of("identity.ordinal-names", "counts.diverge");

  private static final Set<String> NEXT =
      Set.of(
          "identity.ordinal-names",
          "storage.claims-bound",
          "storage.survives-pod-deletion",
          "counts.diverge");

  private static final Duration SANE = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(30);

  /** What this machine's disk may have less room for when the next chart was graded, in bytes. */
  private static final long ROOM = 1L << 30;

  private @Nullable SuiteRunner shared;

  @BeforeAll
  void takeCluster(SuiteRunner runner) {
    shared = runner;
  }

  static Stream<List<String>> atTheSameTime() {
    return Stream.of(
        List.of("busy-loops", "floods-of-logs-and-files", "processes-in-all-pods"),
        List.of("claims-that-are-filled"));
  }

  @Test
  @DisplayName("are all tried")
  void areAllTried() throws IOException {
    try (Stream<Path> folders = Files.list(ATTACKS)) {
      assertThat(folders.map(folder -> String.valueOf(folder.getFileName())))
          .containsExactlyInAnyOrderElementsOf(
              atTheSameTime().flatMap(List::stream).collect(Collectors.toList()));
    }
  }

  @ParameterizedTest
  @MethodSource("atTheSameTime")
  @DisplayName("are graded, and so is the next one")
  void areGradedAndSoIsTheNextOne(List<String> attacks) throws IOException {
    String toolbox = ToolboxPod.imageOn(runner().cluster().client());
    Values values = new Values(List.of(), List.of("toolbox=" + toolbox));
    long room = room();

    Map<String, CompletableFuture<SuiteRun>> grades = new TreeMap<>();
    for (String attack : attacks) {
      grades.put(attack, graded(ATTACKS.resolve(attack).resolve("chart"), values, ATTACKED));
    }
    Map<String, SuiteRun> attacked = new TreeMap<>();
    grades.forEach((attack, run) -> attacked.put(attack, run.join()));
    SuiteRun next = graded(BUNDLED, Values.NONE, NEXT).join();

    note(attacked, next, room - room());
    attacked.forEach(
        (attack, run) -> {
          ATTACKED.forEach(
              id ->
                  assertThat(run.verdict(id))
                      .as(attack + ": " + run.story(id))
                      .isNotEqualTo(Verdict.INFRA_ERROR));
          assertThat(run.duration()).as(attack).isLessThan(SANE);
        });
    NEXT.forEach(
        id -> assertThat(next.verdict(id)).as("next: " + next.story(id)).isEqualTo(Verdict.PASS));
    assertThatCode(() -> ClusterReadiness.awaitReady(runner().cluster(), SOON))
        .doesNotThrowAnyException();
    assertThat(room - room()).as("bytes of this machine's disk").isLessThan(ROOM);
  }

  private CompletableFuture<SuiteRun> graded(Path chart, Values values, Set<String> checked) {
    List<BehaviourMethod> behaviours =
        BehaviourMethod.all().stream().filter(b -> checked.contains(b.id())).toList();
    assertThat(behaviours).hasSameSizeAs(checked);
    return runner().submit(runner().handedIn(chart, values).get(0), behaviours);
  }

  private SuiteRunner runner() {
    return Objects.requireNonNull(shared);
  }

  private static void note(Map<String, SuiteRun> attacked, SuiteRun next, long used)
      throws IOException {
    StringBuilder seen = new StringBuilder();
    attacked.forEach(
        (attack, run) ->
            seen.append(
                "%s: %d s, %s%n"
                    .formatted(
                        attack,
                        run.duration().toSeconds(),
                        ATTACKED.stream()
                            .sorted()
                            .map(id -> id + " " + run.verdict(id))
                            .toList())));
    seen.append(
        "the next one: %d s, %s; disk used since the beginning: %d MB%n"
            .formatted(
                next.duration().toSeconds(),
                NEXT.stream().sorted().map(id -> id + " " + next.verdict(id)).toList(),
                used >> 20));
    Files.writeString(
        Files.createDirectories(SEEN.getParent()).resolve(SEEN.getFileName()),
        seen,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static long room() throws IOException {
    return Files.getFileStore(Path.of("/")).getUsableSpace();
  }
}
