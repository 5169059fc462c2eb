package io.github.statefulsetlab.counter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What has happened since the start, in Prometheus' text format 0.0.4. */
final class Metrics {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final List<String> BUCKETS =
      List.of(
          "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1");
  private static final double NANOS = 1e9;

  private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
  private final LongAdder failedVisits = new LongAdder();
  private final Histogram commits = new Histogram();
  private final LongAdder committedVisits = new LongAdder();

  /** A request was answered. Routes are few; what is none of them comes as "other". */
  void answered(String route, int status) {
    answers
        .computeIfAbsent(
            "{path=\"%s\",code=\"%d\"}".formatted(route, status), labels -> new LongAdder())
        .increment();
  }

  void visitFailed() {
    failedVisits.increment();
  }

  void committed(long visits, long nanos) {
    committedVisits.add(visits);
    commits.observe(nanos / NANOS);
  }

  /** All metrics. Those of the file are left out while it can't be read. */
  String text(OptionalLong count, boolean storeUsable, int inFlight) {
    Exposition text = new Exposition();
    count.ifPresent(
        visits ->
            text.metric(
                "counter_visits_total",
                "counter",
                "Visits in the file, kept across restarts.",
                visits));
    text.metric(
        "counter_visits_failed_total",
        "counter",
        "Visits since the start that were answered 503 and not counted.",
        failedVisits.sum());
    text.metric(
        "counter_store_usable",
        "gauge",
        "1 if the latest use of the file worked, else 0.",
        storeUsable ? 1 : 0);
    text.metric(
        "counter_store_commit_visits_total",
        "counter",
        "Visits since the start that were written; by the number of commits: visits that shared an fsync.",
        committedVisits.sum());
    text.histogram(
        "counter_store_commit_seconds",
        "Time from opening a new file to having synced its folder.",
        commits);
    text.metric("counter_requests_in_flight", "gauge", "Requests not answered yet.", inFlight);
    text.family("counter_requests_total", "counter", "Requests answered since the start.");
    answers.forEach((labels, total) -> text.sample("counter_requests_total" + labels, total.sum()));
    return text.toString();
  }

  private static final class Histogram {

    private final long[] counts = new long[BUCKETS.size()];
    private long count;
    private double sum;

    synchronized void observe(double value) {
      for (int i = 0; i < BUCKETS.size(); i++) {
        if (value <= Double.parseDouble(BUCKETS.get(i))) {
          counts[i]++;
        }
      }
      count++;
      sum += value;
    }

    synchronized List<String> samples(String name) {
      List<String> samples = new ArrayList<>();
      for (int i = 0; i < BUCKETS.size(); i++) {
        samples.add("%s_bucket{le=\"%s\"} %d".formatted(name, BUCKETS.get(i), counts[i]));
      }
      samples.add("%s_bucket{le=\"+Inf\"} %d".formatted(name, count));
      samples.add("%s_sum %s".formatted(name, sum));
      samples.add("%s_count %d".formatted(name, count));
      return samples;
    }
  }

  private static final class Exposition {

    private final StringBuilder lines = new StringBuilder();

    void metric(String name, String type, String help, long value) {
      family(name, type, help);
      sample(name, value);
    }

    void histogram(String name, String help, Histogram histogram) {
      family(name, "histogram", help);
      histogram.samples(name).forEach(this::line);
    }

    void family(String name, String type, String help) {
      line("# HELP " + name + " " + help);
      line("# TYPE " + name + " " + type);
    }

    void sample(String nameAndLabels, long value) {
      line(nameAndLabels + " " + value);
    }

    private void line(String line) {
      lines.append(line).append('\n');
    }

    @Override
    public String toString() {
      return lines.toString();
    }
  }
}
