package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.statefulsetlab.counter.ChildApp.Ended;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The app as a process: how it starts, how it ends, and what is left when it is killed. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(30)
class MainTest {

  private static final int CLIENTS = 16;
  private static final Map<String, String> FAULTS = Map.of("FAULTS", "enabled");

  @TempDir private Path folder = Path.of("");

  @Test
  void everyAnsweredVisitSurvivesKill9() throws Exception {
    long answered;
    try (ChildApp app = ChildApp.serve(folder, Map.of())) {
      Load load = Load.on(app.client(), CLIENTS);
      await("visits are being answered").until(() -> load.highest() > CLIENTS * 4L);
      app.kill();
      app.end();
      answered = load.awaitEnd();
    }

    try (ChildApp successor = ChildApp.serve(folder, Map.of())) {
      assertThat(successor.client().count())
          .as("count after kill -9; answered and in flight are all it can be")
          .isBetween(answered, answered + CLIENTS);
      assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }
  }

  @Test
  void sigtermDrainsAndEndsWithZero() throws Exception {
    try (ChildApp app = ChildApp.serve(folder, Map.of())) {
      Load load = Load.on(app.client(), CLIENTS);
      await("visits are being answered").until(() -> load.highest() > CLIENTS * 4L);
      app.terminate();
      Ended end = app.end();

      assertThat(end.status()).isZero();
      assertThat(end.output()).contains("every request was answered");
      assertThat(Files.readString(folder.resolve("visits.txt")))
          .as("no visit was counted whose answer did not arrive")
          .isEqualTo(Long.toString(load.awaitEnd()));
    }
  }

  @Test
  void aTerminatingAppIsNotReadyAndStillServes() throws Exception {
    try (ChildApp app = ChildApp.serve(folder, Map.of("DRAIN_SECONDS", "1"))) {
      app.client().get("/");
      app.terminate();

      await("readiness is gone").until(() -> app.client().status("/readyz") == 503);
      assertThat(app.client().get("/").body()).contains("Visits: 2\n");
      assertThat(app.client().status("/healthz")).isEqualTo(200);
      assertThat(app.end().status()).isZero();
    }
  }

  @Test
  void aHungAppStillEndsOnSigterm() throws Exception {
    try (ChildApp app = ChildApp.serve(folder, FAULTS)) {
      app.client().post("/faults/hang");
      CompletableFuture<HttpResponse<String>> unanswered = app.client().begin("/");
      app.terminate();

      assertThat(app.end().status()).isZero();
      assertThat(unanswered).failsWithin(Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({"PORT, http", "FAULTS, on", "VISITS_FILE, a/b"})
  void badConfigEndsWithTwo(String variable, String value) throws Exception {
    Ended end = ChildApp.run(Map.of(variable, value));

    assertThat(end.status()).isEqualTo(2);
    assertThat(end.output().lines()).singleElement().asString().startsWith(variable + "=");
  }

  @Test
  void aPortInUseEndsWithOneLine() throws Exception {
    try (ChildApp app = ChildApp.serve(folder, Map.of())) {
      Ended end = ChildApp.run(Map.of("PORT", Integer.toString(app.port())));

      assertThat(end.status()).isEqualTo(1);
      assertThat(end.output().lines())
          .singleElement()
          .asString()
          .startsWith("PORT=" + app.port() + " could not be bound");
    }
  }

  @Test
  void aBadVolumeIsSaidOnceAndDoesNotEndTheApp() throws Exception {
    Files.writeString(folder.resolve("visits.txt"), "oops");
    try (ChildApp app = ChildApp.serve(folder, Map.of())) {
      IntStream.range(0, 5).forEach(i -> app.client().get("/"));
      app.terminate();

      assertThat(app.end().output().lines().filter(line -> line.contains("oops")).count())
          .isLessThanOrEqualTo(1);
    }
    assertThat(folder.resolve("visits.txt")).hasContent("oops");
  }

  @Test
  void checkTellsWhetherUrlsAnswer() throws Exception {
    try (ChildApp app = ChildApp.serve(folder, FAULTS)) {
      String base = "http://localhost:" + app.port();

      assertThat(ChildApp.run(Map.of(), "check", base + "/healthz", base + "/readyz"))
          .isEqualTo(new Ended(0, base + "/healthz 200 alive\n" + base + "/readyz 200 ready\n"));

      app.client().post("/faults/readiness/off");

      assertThat(ChildApp.run(Map.of(), "check", base + "/healthz", base + "/readyz"))
          .returns(1, Ended::status)
          .extracting(Ended::output)
          .asString()
          .contains(base + "/readyz 503 Readiness is switched off");
    }
  }

  @Test
  void checkVisitTellsWhetherTheCountGrows() throws Exception {
    try (ChildApp app = ChildApp.serve(folder, Map.of())) {
      String base = "http://localhost:" + app.port();

      assertThat(ChildApp.run(Map.of(), "check", "--visit", base + "/"))
          .isEqualTo(new Ended(0, base + "/ 200, count 0 before and 1 after\n"));

      Files.writeString(folder.resolve("visits.txt"), "oops");

      assertThat(ChildApp.run(Map.of(), "check", "--visit", base)).returns(1, Ended::status);
    }
  }

  @Test
  void checkSaysThatNobodyAnswers() throws Exception {
    assertThat(ChildApp.run(Map.of(), "check", "http://localhost:1/"))
        .returns(1, Ended::status)
        .extracting(Ended::output)
        .asString()
        .startsWith("http://localhost:1/ failed: ");
  }

  @ParameterizedTest(name = "counter {0}")
  @CsvSource({
    "serve,                  Unknown argument",
    "check,                  Which URL?",
    "check ftp://localhost/, is not a URL that starts with http://",
    "check --all,            is not a URL that starts with http://"
  })
  void badUsageEndsWithTwo(String arguments, String message) throws Exception {
    Ended end = ChildApp.run(Map.of(), arguments.split(" "));

    assertThat(end.status()).isEqualTo(2);
    assertThat(end.output()).contains(message, "counter check --visit URL");
  }

  @Test
  void tellsItsVersionAndUsage() throws Exception {
    assertThat(ChildApp.run(Map.of(), "--version")).isEqualTo(new Ended(0, "counter 1.0.0\n"));
    assertThat(ChildApp.run(Map.of(), "--help"))
        .returns(0, Ended::status)
        .extracting(Ended::output)
        .asString()
        .startsWith("counter 1.0.0: counts visits");
  }

  /** Clients that visit one after the other until the app is gone. */
  private record Load(List<CompletableFuture<Long>> clients, AtomicLong top) {

    static Load on(Client client, int number) {
      AtomicLong top = new AtomicLong();
      Executor threads = task -> new Thread(task, "load").start();
      return new Load(
          IntStream.range(0, number)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> visitUntilGone(client, top), threads))
              .toList(),
          top);
    }

    private static long visitUntilGone(Client client, AtomicLong top) {
      try {
        while (true) {
          String page = client.get("/").body();
          long count =
              Long.parseLong(page.lines().findFirst().orElseThrow().replace("Visits: ", ""));
          top.accumulateAndGet(count, Math::max);
        }
      } catch (CompletionException gone) {
        return top.get();
      }
    }

    long highest() {
      return top.get();
    }

    /** The highest count that any client was told. */
    long awaitEnd() {
      clients.forEach(CompletableFuture::join);
      return top.get();
    }
  }
}
