package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.counter.FakeDisk.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterStoreTest {

  private static final int AT_ONCE = 200;

  private final FakeDisk disk = new FakeDisk();
  private final Metrics metrics = new Metrics();
  private Path path;
  private CountFile file;
  private CounterStore store;

  @BeforeEach
  void open(@TempDir Path folder) {
    path = folder.resolve("visits.txt");
    file = new CountFile(folder, "visits.txt", "web-0", disk);
    store = new CounterStore(file, true, metrics);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void everyVisitAtTheSameTimeGetsACountOfItsOwn() {
    List<Long> counts =
        IntStream.range(0, AT_ONCE).parallel().mapToObj(i -> join(store.visit())).toList();

    assertThat(counts)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, AT_ONCE).boxed().toList());
    assertThat(path).hasContent(Integer.toString(AT_ONCE));
  }

  @Test
  void visitsThatWaitTogetherShareOneCommit() {
    CountDownLatch gate = holdTheFirstCommit();
    List<CompletionStage<Long>> visits = visits(AT_ONCE);
    gate.countDown();
    visits.forEach(CounterStoreTest::join);

    assertThat(disk.steps()).filteredOn(step -> step == Step.RENAME).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void withoutGroupCommitEachVisitHasACommitOfItsOwn() {
    store.close();
    store = new CounterStore(file, false, metrics);
    visits(AT_ONCE).forEach(CounterStoreTest::join);

    assertThat(disk.steps()).filteredOn(step -> step == Step.RENAME).hasSize(AT_ONCE);
  }

  @Test
  void noVisitIsAnsweredBeforeItsCommit() {
    CountDownLatch gate = holdTheFirstCommit();
    CompletionStage<Long> visit = store.visit();

    assertThat(visit.toCompletableFuture()).isNotDone();
    gate.countDown();
    assertThat(join(visit)).isEqualTo(1);
    assertThat(disk.steps()).endsWith(Step.SYNC_FOLDER);
  }

  @Test
  void goesOnFromTheCountInTheFile() throws IOException {
    Files.writeString(path, "41\n");

    assertThat(join(store.visit())).isEqualTo(42);
  }

  @Test
  void takesUpWhatSomebodyElsePutsInTheFile() throws IOException {
    join(store.visit());
    Files.writeString(path, "41");

    assertThat(join(store.count())).isEqualTo(41);
    assertThat(join(store.visit())).isEqualTo(42);
  }

  @Test
  void startsAtZeroWhenTheFileIsDeleted() throws IOException {
    join(store.visit());
    Files.delete(path);

    assertThat(join(store.visit())).isEqualTo(1);
  }

  @Test
  void aFileThatGoesBadIsLeftAloneUntilItIsMended() throws IOException {
    join(store.visit());
    Files.writeString(path, "oops");

    assertThatThrownBy(() -> join(store.visit())).hasMessageContaining("holds \"oops\"");
    assertThatThrownBy(() -> join(store.check())).hasMessageContaining("holds \"oops\"");
    assertThatThrownBy(() -> join(store.count())).hasMessageContaining("holds \"oops\"");
    assertThat(path).hasContent("oops");
    assertThat(store.problem()).isPresent();

    Files.writeString(path, "7");

    assertThat(join(store.check())).isEqualTo(7);
    assertThat(store.problem()).isEmpty();
    assertThat(join(store.visit())).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRITE", "RENAME", "SYNC_FOLDER"})
  void visitsWhoseCommitFailsAreNotCounted(Step broken) {
    join(store.visit());
    disk.breakAt(broken);
    List<CompletionStage<Long>> visits = visits(3);

    assertThat(visits)
        .allSatisfy(visit -> assertThatThrownBy(() -> join(visit)).hasMessageContaining("is full"));
    assertThat(metrics.text(OptionalLong.empty(), false, 0))
        .contains("\ncounter_visits_failed_total 3\n");

    disk.breakAt(Step.NONE);

    assertThat(join(store.count())).isEqualTo(1);
    assertThat(join(store.visit())).isEqualTo(2);
  }

  @Test
  void theCountCanBeReadFromAFullDisk() {
    join(store.visit());
    disk.breakAt(Step.WRITE);

    assertThatThrownBy(() -> join(store.check())).hasMessageContaining("is full");
    assertThat(join(store.count())).isEqualTo(1);
    assertThat(store.problem()).as("a read proves nothing about writing").isPresent();
  }

  @Test
  void closingServesWhatWasAskedForAndRefusesTheRest() {
    List<CompletionStage<Long>> visits = visits(3);
    store.close();

    assertThat(visits).extracting(CounterStoreTest::join).containsExactly(1L, 2L, 3L);
    assertThatThrownBy(() -> join(store.visit())).hasMessageContaining("shutting down");
  }

  private List<CompletionStage<Long>> visits(int number) {
    return IntStream.range(0, number).mapToObj(i -> store.visit()).toList();
  }

  private CountDownLatch holdTheFirstCommit() {
    CountDownLatch gate = new CountDownLatch(1);
    disk.beforeWrite(
        () -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return gate;
  }

  private static Long join(CompletionStage<Long> stage) {
    try {
      return stage.toCompletableFuture().join();
    } catch (CompletionException e) {
      throw new AssertionError(StoreProblem.in(e), e);
    }
  }
}
