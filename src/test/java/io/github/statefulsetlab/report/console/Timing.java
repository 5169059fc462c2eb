package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.report.console.CriticalPath.Step;
import io.github.statefulsetlab.run.BehaviourResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Where a run's time went, from the moment when its cluster could be used: how much of it was
 * shared, which behaviours decided the end, and how busy the machine was.
 */
final class Timing {

  private final Instant begun;
  private final Supplier<Optional<CoreTime>> cores;
  private final Optional<CoreTime> coresAtFirst;
  private final List<Step> steps = new ArrayList<>();
  private Optional<CoreTime> coresAtLast = Optional.empty();

  Timing(Instant begun, Supplier<Optional<CoreTime>> cores) {
    this.begun = begun;
    this.cores = cores;
    this.coresAtFirst = cores.get();
  }

  void add(BehaviourResult observation) {
    add(
        observation.id() + " [" + observation.submission() + "]",
        observation.started(),
        observation.duration());
  }

  /** What began before the cluster could be used is counted from there. */
  void add(String name, Instant started, Duration duration) {
    Instant ended = started.plus(duration);
    coresAtLast = cores.get();
    if (ended.isAfter(begun)) {
      steps.add(new Step(name, started.isBefore(begun) ? begun : started, ended));
    }
  }

  /** A few lines; none where nothing was checked. */
  List<String> summary() {
    List<Step> path = CriticalPath.through(steps);
    if (path.isEmpty()) {
      return List.of();
    }
    double checking = seconds(Duration.between(begun, path.get(path.size() - 1).ended()));
    double alone =
        seconds(steps.stream().map(Step::duration).reduce(Duration.ZERO, Duration::plus));
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%-12s %.1f s of wall time for %.1f s of checks (%.1f in parallel)",
            "checking",
            checking,
            alone,
            alone / checking));
    lines.add("critical path: " + told(path));
    coresAtFirst
        .flatMap(first -> coresAtLast.map(last -> last.usedSince(first)))
        .map(
            used ->
                String.format(Locale.ROOT, "%-12s %.0f %% of their time used", "cores", 100 * used))
        .ifPresent(lines::add);
    return lines;
  }

  private String told(List<Step> path) {
    double waited = seconds(Duration.between(begun, path.get(0).begun()));
    return String.format(
        Locale.ROOT,
        "waited %.1f s, then %s",
        waited,
        path.stream()
            .map(
                step ->
                    String.format(Locale.ROOT, "%s %.1f s", step.name(), seconds(step.duration())))
            .collect(Collectors.joining(", then ")));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
