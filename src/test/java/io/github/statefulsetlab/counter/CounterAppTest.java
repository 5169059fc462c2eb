package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.counter.FakeDisk.Step;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The app over HTTP, in this JVM. */
@Execution(ExecutionMode.CONCURRENT)
class CounterAppTest {

  private static final int AT_ONCE = 200;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final FakeDisk disk = new FakeDisk();
  private final SettableClock clock = new SettableClock();
  private Path folder;
  private Path file;
  private CounterApp app;
  private Client client;

  @BeforeEach
  void start(@TempDir Path temporary) throws IOException {
    folder = temporary;
    file = folder.resolve("visits.txt");
    startWith(Map.of("FAULTS", "enabled"));
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Nested
  class Visits {

    @Test
    void aVisitIsCountedShownAndStored() {
      assertThat(client.get("/").body()).contains("Visits: 1\n", "Pod: web-0\n");
      assertThat(client.get("/?from=bookmark").body()).contains("Visits: 2\n");
      assertThat(client.get("/visits").body()).isEqualTo("2\n");
      assertThat(file).hasContent("2");
    }

    @Test
    void visitsAtTheSameTimeAreAllCounted() {
      List<CompletableFuture<HttpResponse<String>>> visits =
          IntStream.range(0, AT_ONCE).mapToObj(i -> client.begin("/")).toList();

      assertThat(visits)
          .extracting(visit -> visit.join().body().lines().findFirst().orElseThrow())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.rangeClosed(1, AT_ONCE).mapToObj(n -> "Visits: " + n).toList());
      assertThat(client.count()).isEqualTo(AT_ONCE);
    }

    @ParameterizedTest(name = "{0} {1} is answered {2}")
    @CsvSource({
      "HEAD,    /,              200",
      "HEAD,    /visits,        200",
      "GET,     /visits,        200",
      "GET,     /healthz,       200",
      "GET,     /readyz,        200",
      "GET,     /startupz,      200",
      "HEAD,    /readyz,        200",
      "GET,     /metrics,       200",
      "GET,     /faults,        200",
      "POST,    /,              405",
      "PUT,     /,              405",
      "DELETE,  /,              405",
      "OPTIONS, /,              405",
      "POST,    /visits,        405",
      "GET,     /faults/hang,   405",
      "GET,     /index.html,    404",
      "GET,     /visits/,       404",
      "GET,     /favicon.ico,   404",
      "GET,     //,             400",
      "GET,     //other/,       404",
      "POST,    /faults/no,     404"
    })
    void nothingButAGetOfThePageCounts(String method, String path, int status) {
      assertThat(client.ask(method, path).statusCode()).isEqualTo(status);
      assertThat(client.count()).isZero();
    }

    @Test
    void aRefusedMethodIsToldTheAllowedOnes() {
      assertThat(client.post("/").headers().firstValue("Allow")).contains("GET, HEAD");
      assertThat(client.get("/faults/hang").headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void headIsToldWhatGetIsTold() {
      HttpResponse<String> head = client.ask("HEAD", "/");
      HttpResponse<String> get = client.get("/");

      assertThat(head.body()).isEmpty();
      for (String header : List.of("Content-Type", "Content-Length", "Cache-Control", "Vary")) {
        assertThat(head.headers().allValues(header)).isEqualTo(get.headers().allValues(header));
      }
    }

    @ParameterizedTest(name = "{1} for Accept: {0}")
    @CsvSource({
      "*/*, text/plain; charset=utf-8",
      "text/html, text/html; charset=utf-8",
      "application/json, application/json"
    })
    void pagesComeInTheFormThatIsAskedFor(String accept, String contentType) {
      for (String path : List.of("/", "/visits", "/nowhere")) {
        assertThat(client.get(path, accept).headers().firstValue("Content-Type"))
            .as(path)
            .contains(contentType);
      }
    }

    @Test
    void aFormThatThereIsNotIsRefusedAndNotCounted() {
      assertThat(client.get("/", "image/png"))
          .returns(406, HttpResponse::statusCode)
          .returns(
              "This page comes as one of text/plain, text/html, application/json.\n",
              HttpResponse::body);
      assertThat(client.count()).isZero();
    }

    @Test
    void metricsTellTheCount() {
      client.get("/");

      assertThat(client.get("/metrics").body())
          .contains(
              "\ncounter_store_usable 1\n", "counter_requests_total{path=\"/\",code=\"200\"} 1\n")
          .contains("counter_visits_total 1\n");
      assertThat(client.get("/metrics").headers().firstValue("Content-Type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
    }
  }

  @Nested
  class BadVolume {

    @Test
    void aBadFileIsToldEverywhereLeftAloneAndMendedWithoutARestart() throws IOException {
      Files.writeString(file, "oops");

      for (String path : List.of("/", "/visits", "/readyz")) {
        assertThat(client.get(path))
            .as(path)
            .returns(503, HttpResponse::statusCode)
            .extracting(HttpResponse::body)
            .asString()
            .contains(file + " holds \"oops\"", "delete it to start at 0");
      }
      assertThat(client.status("/healthz")).as("a restart would not mend it").isEqualTo(200);
      assertThat(client.status("/startupz")).isEqualTo(200);
      assertThat(client.get("/metrics").body())
          .contains("\ncounter_store_usable 0\n")
          .doesNotContain("counter_visits_total");
      assertThat(file).hasContent("oops");

      Files.writeString(file, "41");

      assertThat(client.status("/readyz")).isEqualTo(200);
      assertThat(client.get("/").body()).contains("Visits: 42\n");
    }

    @Test
    void aFullDiskIsNoticedBeforeTheFirstVisit() {
      disk.breakAt(Step.WRITE);

      assertThat(client.get("/readyz"))
          .returns(503, HttpResponse::statusCode)
          .extracting(HttpResponse::body)
          .asString()
          .contains(folder + " is full", file.toString(), "enlarge the volume");
      assertThat(client.status("/")).isEqualTo(503);
      assertThat(client.count()).isZero();

      disk.breakAt(Step.NONE);

      assertThat(client.status("/readyz")).isEqualTo(200);
      assertThat(client.get("/").body()).contains("Visits: 1\n");
    }

    @Test
    void theProblemComesInTheFormThatIsAskedFor() throws IOException {
      Files.writeString(file, "<oops>");

      assertThat(client.get("/", "application/json").body())
          .startsWith("{\"status\":503,\"error\":");
      assertThat(client.get("/", "text/html").body()).contains("&lt;oops&gt;");
    }
  }

  @Nested
  class SwitchedFaults {

    @Test
    void livenessGoesOffAndOn() {
      assertThat(client.post("/faults/liveness/off").body()).contains("liveness: off\n");
      assertThat(client.status("/healthz")).isEqualTo(503);
      assertThat(client.status("/readyz")).isEqualTo(200);
      assertThat(client.post("/faults/liveness/on").body()).contains("liveness: on\n");
      assertThat(client.status("/healthz")).isEqualTo(200);
    }

    @Test
    void readinessGoesOffAndOn() {
      assertThat(client.post("/faults/readiness/off").body()).contains("readiness: off\n");
      assertThat(client.get("/readyz"))
          .returns(503, HttpResponse::statusCode)
          .extracting(HttpResponse::body)
          .asString()
          .contains("/faults/readiness/on");
      assertThat(client.status("/healthz")).isEqualTo(200);
      assertThat(client.status("/")).as("whoever comes all the same is served").isEqualTo(200);
      client.post("/faults/readiness/on");
      assertThat(client.status("/readyz")).isEqualTo(200);
    }

    @Test
    void theirStateIsListed() {
      client.post("/faults/liveness/off");

      assertThat(client.get("/faults", "application/json").body())
          .isEqualTo(
              "{\"liveness\":\"off\",\"readiness\":\"on\",\"hang\":\"off\",\"start-slowly\":\"off\"}\n");
      assertThat(client.get("/faults", "text/html").body())
          .contains("<dt>liveness</dt><dd>off</dd>");
    }

    @Test
    void aHungAppAnswersNothing() {
      assertThat(client.post("/faults/hang").body()).contains("hang: on\n");

      for (String path : List.of("/", "/visits", "/healthz", "/readyz", "/startupz", "/faults")) {
        assertThatThrownBy(() -> client.getWithin(Duration.ofMillis(100), path))
            .as(path)
            .isInstanceOf(HttpTimeoutException.class);
      }
      assertThat(file).as("no visit is counted").doesNotExist();
    }

    @Test
    void theNextStartIsSlowAndTheOneAfterIsNot() throws IOException {
      assertThat(client.post("/faults/start-slowly?seconds=30").body())
          .contains("start-slowly: 30 s\n");
      restartWith(Map.of("FAULTS", "enabled"));

      for (String path : List.of("/", "/visits", "/healthz", "/readyz", "/startupz")) {
        assertThat(client.status(path)).as(path).isEqualTo(503);
      }
      assertThat(client.get("/startupz").body()).isEqualTo("The app is starting, for 30 s more.\n");

      clock.now = START.plusSeconds(30);

      assertThat(client.status("/startupz")).isEqualTo(200);
      assertThat(client.get("/").body()).contains("Visits: 1\n");

      restartWith(Map.of("FAULTS", "enabled"));

      assertThat(client.status("/startupz")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", "?seconds=", "?seconds=0", "?seconds=-1", "?seconds=1h", "?seconds=3601"})
    void aSlowStartNeedsSeconds(String query) {
      assertThat(client.post("/faults/start-slowly" + query))
          .returns(400, HttpResponse::statusCode)
          .extracting(HttpResponse::body)
          .asString()
          .contains("POST /faults/start-slowly?seconds=30");
    }

    @Test
    void thereAreNoneUnlessEnabled() throws IOException {
      restartWith(Map.of());

      assertThat(
              Stream.of("/faults/hang", "/faults/liveness/off", "/faults/start-slowly?seconds=9"))
          .map(client::post)
          .allSatisfy(
              response -> {
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(response.body()).contains("FAULTS=enabled");
              });
      assertThat(client.get("/faults").body()).contains("FAULTS=enabled");
      assertThat(client.status("/healthz")).isEqualTo(200);
    }
  }

  @Test
  void everyStartIsSlowWithAStartDelay() throws IOException {
    restartWith(Map.of("START_DELAY_SECONDS", "5"));

    assertThat(client.status("/healthz")).isEqualTo(503);
    clock.now = START.plusSeconds(5);
    assertThat(client.status("/healthz")).isEqualTo(200);
  }

  private void restartWith(Map<String, String> env) throws IOException {
    app.close();
    startWith(env);
  }

  private void startWith(Map<String, String> env) throws IOException {
    Map<String, String> all = new HashMap<>(env);
    all.putAll(Map.of("PORT", "0", "DATA_DIR", folder.toString(), "POD_NAME", "web-0"));
    app = new CounterApp(Config.from(all), disk, clock);
    client = new Client(app.port());
  }

  private static final class SettableClock extends Clock {

    private volatile Instant now = START;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
