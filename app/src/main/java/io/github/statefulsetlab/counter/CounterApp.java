package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
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
   * @throws IOException if the port can't be had
   */
  CounterApp(Config config, Disk disk, Clock clock) throws IOException {
    this.config = config;
    Metrics metrics = new Metrics();
    InFlight inFlight = new InFlight();
    health = new Health(clock);
    SlowStart slowStart = new SlowStart(config.dataDir());
    Faults faults = new Faults(health, slowStart);
    CountFile file = new CountFile(config.dataDir(), config.visitsFile(), config.pod(), disk);
    health.startSlowly(
        config.startDelay().plus(config.faults() ? slowStart.take() : Duration.ZERO));
    store = new CounterStore(file, config.groupCommit(), metrics);
    Router router =
        new Router(
            store,
            health,
            faults,
            config.faults(),
            new Pages(config.pod(), clock),
            count -> metrics.text(count, store.problem().isEmpty(), inFlight.count()));
    server =
        new CounterServer(
            config.port(), router, health, faults, metrics, inFlight, config.logRequests());
    tellWhetherUsable(file);
  }

  int port() {
    return server.port();
  }

  /** Stops being ready at once, serves what has come, then stops. */
  void drain() throws InterruptedException {
    health.drain();
    TimeUnit.MILLISECONDS.sleep(config.drain().toMillis());
    server.drain(LONGEST_DRAIN);
    store.close();
  }

  @Override
  public void close() {
    server.close();
    store.close();
  }

  private void tellWhetherUsable(CountFile file) {
    store.check().thenAccept(count -> Log.info(file.path() + " holds " + count + " visits."));
  }
}
