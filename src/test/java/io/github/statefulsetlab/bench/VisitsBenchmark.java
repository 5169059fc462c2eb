package io.github.statefulsetlab.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/**
 * How many visits a second the counter app answers, each durable before it is answered: with group
 * commit and with one fsync per visit, in turns on the same machine, disk and run. Clients visit
 * one after the other on kept connections.
 */
public final class VisitsBenchmark {

  private final Options options;

  private VisitsBenchmark(Options options) {
    this.options = options;
  }

  /** Runs the benchmark; ends with 1 when group commit is slower than asked for, 2 on bad usage. */
  public static void main(String... args) throws Exception {
    try {
      System.exit(new VisitsBenchmark(Options.parse(args)).run() ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  private boolean run() throws Exception {
    String disk = Files.getFileStore(options.folder()).type();
    if (disk.equals("tmpfs") || disk.equals("ramfs")) {
      throw new IllegalArgumentException(
          options.folder()
              + " is in memory ("
              + disk
              + "): name a folder on a disk with --folder.");
    }
    System.out.printf(
        "%d clients, %d rounds of %d s each, data on %s, %d processors%n%n",
        options.clients(),
        options.rounds(),
        options.seconds(),
        disk,
        Runtime.getRuntime().availableProcessors());
    System.out.println("                      visits/s   median    99 %   slowest");
    List<Result> grouped = new ArrayList<>();
    List<Result> single = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      grouped.add(measure("group commit", true));
      single.add(measure("one fsync per visit", false));
    }
    double perSecond = median(grouped);
    System.out.printf(
        "%nMedian: %,.0f visits/s with group commit, %,.0f with one fsync per visit: %.1f times as many.%n",
        perSecond, median(single), perSecond / median(single));
    return perSecond >= options.atLeast();
  }

  private Result measure(String name, boolean groupCommit) throws Exception {
    Path folder = Files.createTempDirectory(options.folder(), "visits-benchmark-");
    try (AppUnderLoad app = AppUnderLoad.start(options.classes(), folder, groupCommit)) {
      load(app, Options.WARM_UP);
      long before = app.stored();
      Result result = load(app, Duration.ofSeconds(options.seconds()));
      long counted = app.stored() - before;
      if (counted != result.visits()) {
        throw new IllegalStateException(
            "%d visits were answered and %d counted".formatted(result.visits(), counted));
      }
      System.out.printf("%-20s %s%n", name, result);
      return result;
    }
  }

  private Result load(AppUnderLoad app, Duration time) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(options.clients());
    try {
      long start = System.nanoTime();
      long end = start + time.toNanos();
      Callable<long[]> client = () -> visitUntil(app.port(), end);
      List<long[]> latencies = new ArrayList<>();
      for (Future<long[]> each :
          threads.invokeAll(Collections.nCopies(options.clients(), client))) {
        latencies.add(each.get());
      }
      return Result.of(latencies, System.nanoTime() - start);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] visitUntil(int port, long end) throws IOException {
    LongStream.Builder latencies = LongStream.builder();
    try (KeptConnection connection = new KeptConnection(port)) {
      for (long begin = System.nanoTime(); begin < end; ) {
        connection.visit();
        long now = System.nanoTime();
        latencies.add(now - begin);
        begin = now;
      }
    }
    return latencies.build().toArray();
  }

  private static double median(List<Result> results) {
    double[] sorted = results.stream().mapToDouble(Result::perSecond).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
