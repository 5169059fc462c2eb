package io.github.statefulsetlab.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one round has measured; times in milliseconds. */
record Result(int visits, double perSecond, double median, double high, double slowest) {

  private static final double NANOS = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double HIGH = 0.99;

  static Result of(List<long[]> latencies, long nanos) {
    long[] sorted = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Result(
        sorted.length,
        sorted.length * NANOS / nanos,
        sorted[sorted.length / 2] / NANOS_PER_MILLI,
        sorted[(int) (sorted.length * HIGH)] / NANOS_PER_MILLI,
        sorted[sorted.length - 1] / NANOS_PER_MILLI);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%,9.0f %6.1f ms %6.1f ms %6.1f ms", perSecond, median, high, slowest);
  }
}
