package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** A running counter: a file, the thread that writes it, and the port on which visits arrive. */
final class CounterApp implements AutoCloseable {

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(10);

  private final Config config;
  private final Health health;
  private final CounterStore store;
  private final CounterServer server;

  /**
   * Starts the app.
   *
   * @throws IOException if the port could not be bound
   */
  CounterApp(Config config, Disk disk, Clock clock) throws IOException {
    this.config = config;
    Metrics metrics = new Metrics();
    InFlight inFlight = new InFlight();
    health = new Health(clock);
    SlowStart slowStart = new SlowStart(config.dataDir());
    Faults faults = new Faults(health, slowStart);
    if (config.createDataDir()) {
      create(config.dataDir());
    }
    CountFile file = new CountFile(config.dataDir(), config.visitsFile(), config.pod(), disk);
    health.startSlowly(
        config.startDelay().plus(config.faults() ? slowStart.take() : Duration.ZERO));
    store = new CounterStore(file, config.groupCommit(), metrics);
    Router router = pages(clock, metrics, inFlight, faults);
    server =
        new CounterServer(
            config.port(), router, health, faults, metrics, inFlight, config.logRequests());
    tellWhetherUsable(file);
  }

  private Router pages(Clock clock, Metrics metrics, InFlight inFlight, Faults faults) {
    VisitPages visits = new VisitPages(store, health, new Pages(config.pod(), clock));
    Probes probes = new Probes(health, store);
    Paths paths = config.paths();
    Router router =
        new Router().read(paths.visit(), visits::visit).read(paths.count(), visits::count);
    paths.liveness().forEach(path -> router.read(path, probes::liveness));
    paths.readiness().forEach(path -> router.read(path, probes::readiness));
    paths.startup().forEach(path -> router.read(path, probes::startup));
    router.read("/metrics", request -> metricsPage(metrics, inFlight));
    if (config.faults()) {
      new FaultPages(faults).addTo(router);
    }
    return router;
  }

  private CompletionStage<Reply> metricsPage(Metrics metrics, InFlight inFlight) {
    return store
        .count()
        .handle((count, failure) -> failure == null ? OptionalLong.of(count) : OptionalLong.empty())
        .thenApply(count -> metrics.text(count, store.problem().isEmpty(), inFlight.count()))
        .thenApply(text -> Reply.of(Reply.OK, Metrics.CONTENT_TYPE, text));
  }

  int port() {
    return server.port();
  }

  /**
   * Stops being ready at once, serves on for as long as Services may take to forget the pod ({@code
   * DRAIN_SECONDS}), and then what has come. Returns whether all of it was answered.
   */
  boolean drain() throws InterruptedException {
    health.drain();
    TimeUnit.MILLISECONDS.sleep(config.drain().toMillis());
    return server.drain(LONGEST_DRAIN);
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }

  /** Where that fails, the count can't be read either, and the app says which folder and why. */
  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      Log.info(folder + " could not be made: " + e);
    }
  }

  private void tellWhetherUsable(CountFile file) {
    store.check().thenAccept(count -> Log.info(file.path() + " holds " + count + " visits."));
  }
}
