package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CountPageProbeTest {

  private long visits = 4;
  private final Map<String, Supplier<String>> pages = new HashMap<>();
  private final Map<String, Supplier<Long>> files = new TreeMap<>();
  private final List<CountPageProbe.Unseen> unseen = new ArrayList<>();
  private final Map<String, Supplier<String>> contents = new TreeMap<>();

  private final CountPageProbe.ProbedPod app =
      new CountPageProbe.ProbedPod() {
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

        @Override
        public Map<String, String> digests() {
          Map<String, String> now = new TreeMap<>();
          contents.forEach((name, content) -> now.put(name, content.get()));
          return now;
        }

        @Override
        public boolean listensAt(String port) {
          return true;
        }
      };

  @Test
  void aFileThatGrowsByAsMuchAsWasAskedHoldsTheCount() {
    pages.put("/", () -> "Hello number " + ++visits);
    pages.put("/visits", () -> "{\"visits\": " + visits + "}");
    files.put("/data/version", () -> 3L);
    files.put("/data/visits", () -> visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add).orElseThrow())
        .returns("/", CountPageProbe.Outcome::visitPath)
        .returns(Optional.of("/visits"), CountPageProbe.Outcome::countPath)
        .returns(Optional.of("/data/visits"), CountPageProbe.Outcome::file);
  }

  @Test
  void aFileThatChangesWithEachVisitMayHoldTheCountInAnotherForm() {
    long start = visits;
    pages.put("/", () -> "Hello number " + ++visits);
    pages.put("/visits", () -> "" + visits);
    contents.put("/data/access.log", () -> "lines " + visits);
    contents.put("/data/clock", () -> "" + System.nanoTime());
    contents.put("/data/counter.db", () -> "pages " + visits);
    contents.put("/data/schema", () -> "version " + start);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add).orElseThrow())
        .returns(Optional.of("/data/counter.db"), CountPageProbe.Outcome::file)
        .returns(false, CountPageProbe.Outcome::isFileText)
        .returns(Optional.of("/visits"), CountPageProbe.Outcome::countPath);
  }

  @Test
  void aFileThatWasSaidIsRatherTextThanNot() {
    pages.put("/", () -> "Hello number " + ++visits);
    pages.put("/visits", () -> "" + visits);
    contents.put("/data/counter.db", () -> "pages " + visits);
    AppDescription said = AppDescription.builder().file("/data/visits").build();
    AppDescription database = AppDescription.builder().file("/data/counter.db").build();

    assertThat(CountPageProbe.of(app, said, List.of(), unseen::add).orElseThrow())
        .as("a file that is not there")
        .returns(Optional.of("/data/visits"), CountPageProbe.Outcome::file)
        .returns(true, CountPageProbe.Outcome::isFileText);
    assertThat(CountPageProbe.of(app, database, List.of(), unseen::add).orElseThrow())
        .returns(Optional.of("/data/counter.db"), CountPageProbe.Outcome::file)
        .returns(false, CountPageProbe.Outcome::isFileText);
  }

  @Test
  void thePageThatCountsNeedNotBeTheFirst() {
    pages.put("/", () -> "welcome");
    pages.put("/visit", () -> "thanks " + ++visits);
    pages.put("/count", () -> "" + visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add).orElseThrow())
        .returns("/visit", CountPageProbe.Outcome::visitPath)
        .returns(Optional.of("/count"), CountPageProbe.Outcome::countPath)
        .returns(Optional.empty(), CountPageProbe.Outcome::file);
  }

  @Test
  void thePagesThatTheChartNamesAreTried() {
    pages.put("/api/hits", () -> "hits: " + ++visits);
    files.put("/data/n", () -> visits);

    assertThat(
            CountPageProbe.of(app, AppDescription.NONE, List.of("/api/hits"), unseen::add)
                .orElseThrow())
        .returns("/api/hits", CountPageProbe.Outcome::visitPath)
        .returns(Optional.of("/data/n"), CountPageProbe.Outcome::file);
  }

  @Test
  void aPageThatTheHomePageLinksToShowsTheCount() {
    pages.put("/", () -> "<a href=\"/how-often\">how often</a>" + (++visits > 0 ? "" : "?"));
    pages.put("/how-often", () -> "<b>" + visits + "</b> visits");
    files.put("/data/n", () -> visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add).orElseThrow())
        .returns("/", CountPageProbe.Outcome::visitPath)
        .returns(Optional.of("/how-often"), CountPageProbe.Outcome::countPath);
  }

  @Test
  void anotherPageMayShowTheCountOfAnAppThatWritesBesideItsClaim() {
    pages.put("/", () -> "hello" + (++visits > 0 ? "" : "?"));
    pages.put("/stats", () -> visits + " visits");

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add).orElseThrow())
        .returns("/", CountPageProbe.Outcome::visitPath)
        .returns(Optional.of("/stats"), CountPageProbe.Outcome::countPath)
        .returns(Optional.empty(), CountPageProbe.Outcome::file);
  }

  @Test
  void aPageThatCountsItselfDoesNotMakeAnotherOneCount() {
    pages.put("/", () -> "hello");
    pages.put("/stats", () -> "requests: " + ++visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add)).isEmpty();
  }

  @Test
  void anAppWhoseUsualPagesDoIsNotAskedForOthers() {
    pages.put("/", () -> "" + ++visits);
    pages.put("/visits", () -> "" + visits);
    pages.put(
        "/openapi.json",
        () -> {
          throw new AssertionError("asked for");
        });

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add)).isPresent();
  }

  @Test
  void withoutAPageThatShowsTheCountTheFileDoes() {
    pages.put("/", () -> "time 12:00:00, not counted here " + (++visits > 0));
    files.put("/data/n", () -> visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add).orElseThrow())
        .returns(Optional.empty(), CountPageProbe.Outcome::countPath)
        .returns(Optional.of("/data/n"), CountPageProbe.Outcome::file);
  }

  @Test
  void aPageThatCountsItselfDoesNotShowTheCount() {
    pages.put("/", () -> "" + ++visits);
    pages.put("/visits", () -> "" + ++visits);
    files.put("/data/n", () -> visits);

    assertThat(
            CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add)
                .orElseThrow()
                .countPath())
        .isEmpty();
  }

  @Test
  void aNumberThatStandsStillIsNoCount() {
    pages.put("/visits", () -> "9");
    pages.put("/", () -> "" + ++visits);
    files.put("/data/n", () -> visits);

    assertThat(
            CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add)
                .orElseThrow()
                .countPath())
        .isEmpty();
  }

  @Test
  void aClockIsNoCount() {
    assertThat(CountPageProbe.growsByOne(List.of("12:00:00", "12:00:00", "12:00:01", "12:00:01")))
        .isFalse();
    assertThat(CountPageProbe.growsByOne(List.of("12:00:00 7", "12:00:00 8", "12:00:01 9")))
        .isTrue();
  }

  @Test
  void whereNothingCountsThereIsNoCounter() {
    pages.put("/", () -> "welcome");

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add)).isEmpty();
  }

  @Test
  void whereNothingCountsAlthoughItIsSaidItSaysWhatToWrite() {
    pages.put("/", () -> "welcome");
    AppDescription said = AppDescription.builder().countPath("/count").build();

    assertThatThrownBy(() -> CountPageProbe.of(app, said, List.of(), unseen::add))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("visitPath")
        .hasMessageContaining("lab.yaml");
  }

  @Test
  void whereNothingShowsOrHoldsTheCountThereIsOneThatIsNotKept() {
    pages.put("/", () -> "" + ++visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add)).isEmpty();
    assertThat(unseen)
        .singleElement()
        .returns("/", CountPageProbe.Unseen::page)
        .returns(false, CountPageProbe.Unseen::isStored);
  }

  @Test
  void whereNothingShowsTheCountAlthoughItIsSaidItSaysWhatToWrite() {
    pages.put("/", () -> "" + ++visits);
    AppDescription said = AppDescription.builder().visitPath("/").build();

    assertThatThrownBy(() -> CountPageProbe.of(app, said, List.of(), unseen::add))
        .isInstanceOf(NotGradableException.class)
        .hasMessageContaining("countPath or file");
  }

  @Test
  void aNumberThatGrowsOnAPageOfAnotherPurposeIsNoCount() {
    pages.put("/status", () -> "requests: " + ++visits);
    pages.put("/", () -> "# TYPE requests_total counter\nrequests_total " + ++visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of("/status"), unseen::add))
        .isEmpty();
    assertThat(unseen).isEmpty();
  }

  @Test
  void whereADatabaseHoldsTheCountAndNoPageShowsItItIsLeftAlone() {
    pages.put("/", () -> "" + ++visits);
    contents.put("/data/counter.db", () -> "pages " + visits);

    assertThat(CountPageProbe.of(app, AppDescription.NONE, List.of(), unseen::add)).isEmpty();
    assertThat(unseen).singleElement().asString().contains("not text in /data/counter.db");
  }
}
