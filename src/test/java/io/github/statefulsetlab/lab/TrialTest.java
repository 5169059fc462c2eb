package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TrialTest {

  private long visits = 4;
  private final Map<String, Supplier<String>> pages = new HashMap<>();
  private final Map<String, Supplier<Long>> files = new TreeMap<>();

  private final Trial.Pod0 app =
      new Trial.Pod0() {
        @Override
        public Optional<String> get(String path) {
          return Optional.ofNullable(pages.get(path)).map(Supplier::get);
        }

        @Override
        public Map<String, Long> files() {
          Map<String, Long> now = new TreeMap<>();
          files.forEach((name, number) -> now.put(name, number.get()));
          return now;
        }
      };

  @Test
  void aFileThatGrowsByAsMuchAsWasAskedHoldsTheCount() {
    pages.put("/", () -> "Hello number " + ++visits);
    pages.put("/visits", () -> "{\"visits\": " + visits + "}");
    files.put("/data/version", () -> 3L);
    files.put("/data/visits", () -> visits);

    assertThat(Trial.of(app, AppDescription.NONE).orElseThrow())
        .returns("/", Trial.Outcome::visitPath)
        .returns(Optional.of("/visits"), Trial.Outcome::countPath)
        .returns(Optional.of("/data/visits"), Trial.Outcome::file);
  }

  @Test
  void thePageThatCountsNeedNotBeTheFirst() {
    pages.put("/", () -> "welcome");
    pages.put("/visit", () -> "thanks " + ++visits);
    pages.put("/count", () -> "" + visits);

    assertThat(Trial.of(app, AppDescription.NONE).orElseThrow())
        .returns("/visit", Trial.Outcome::visitPath)
        .returns(Optional.of("/count"), Trial.Outcome::countPath)
        .returns(Optional.empty(), Trial.Outcome::file);
  }

  @Test
  void withoutAPageThatShowsTheCountTheFileDoes() {
    pages.put("/", () -> "time 12:00:00, not counted here " + (++visits > 0));
    files.put("/data/n", () -> visits);

    assertThat(Trial.of(app, AppDescription.NONE).orElseThrow())
        .returns(Optional.empty(), Trial.Outcome::countPath)
        .returns(Optional.of("/data/n"), Trial.Outcome::file);
  }

  @Test
  void aPageThatCountsItselfDoesNotShowTheCount() {
    pages.put("/", () -> "" + ++visits);
    pages.put("/visits", () -> "" + ++visits);
    files.put("/data/n", () -> visits);

    assertThat(Trial.of(app, AppDescription.NONE).orElseThrow().countPath()).isEmpty();
  }

  @Test
  void aNumberThatStandsStillIsNoCount() {
    pages.put("/visits", () -> "9");
    pages.put("/", () -> "" + ++visits);
    files.put("/data/n", () -> visits);

    assertThat(Trial.of(app, AppDescription.NONE).orElseThrow().countPath()).isEmpty();
  }

  @Test
  void aClockIsNoCount() {
    assertThat(Trial.growsByOne(List.of("12:00:00", "12:00:00", "12:00:01", "12:00:01"))).isFalse();
    assertThat(Trial.growsByOne(List.of("12:00:00 7", "12:00:00 8", "12:00:01 9"))).isTrue();
  }

  @Test
  void whereNothingCountsThereIsNoCounter() {
    pages.put("/", () -> "welcome");

    assertThat(Trial.of(app, AppDescription.NONE)).isEmpty();
  }

  @Test
  void whereNothingCountsAlthoughItIsSaidItSaysWhatToWrite() {
    pages.put("/", () -> "welcome");
    AppDescription said =
        new AppDescription(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("/count"),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> Trial.of(app, said))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("visitPath")
        .hasMessageContaining("lab.yaml");
  }

  @Test
  void whereNothingShowsTheCountItSaysWhatToWrite() {
    pages.put("/", () -> "" + ++visits);

    assertThatThrownBy(() -> Trial.of(app, AppDescription.NONE))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("countPath or file");
  }
}
