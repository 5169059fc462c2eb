package io.github.statefulsetlab.report;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.ReportNames;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.report.page.StudentPages;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells on the console what is being done, a line per verdict, and a summary. On a terminal the
 * last line shows what is being waited for and for how long; elsewhere it stays quiet.
 */
public final class Console implements RunListener {

  /**
   * The system property of a process whose standard output is the console's alone, whatever becomes
   * of {@link System#out}.
   */
  public static final String OWNS_OUTPUT = "lab.console";

  private static final int SEEN_LINES = 12;

  private final Map<String, Criterion> criteria = Criterion.all();
  private final Map<String, Map<Verdict, Integer>> tally = new TreeMap<>();
  private final Set<String> running = new LinkedHashSet<>();
  private final Set<String> faults = new LinkedHashSet<>();
  private final Screen screen = Screen.open();
  private final Instant started = Instant.now();
  private Path reports = Path.of("reports");
  private Optional<Timing> timing = Optional.empty();

  @Override
  public synchronized void runStarted(Settings settings, List<Submission> submissions) {
    reports = settings.reports();
    submissions.forEach(s -> tally.put(s.id(), new EnumMap<>(Verdict.class)));
    screen.line(
        "statefulset-lab %s grades %s"
            .formatted(
                settings.version(),
                submissions.stream().map(Submission::id).collect(Collectors.joining(" and "))));
    screen.status(this::status);
  }

  @Override
  public synchronized void runRefused(UsageException reason) {
    screen.line("error: " + reason.getMessage());
    screen.close();
  }

  @Override
  public synchronized void progress(String what) {
    screen.line(String.format(Locale.ROOT, "%6.1f s  %s", elapsed(), what));
  }

  @Override
  public synchronized void clusterReady(ClusterFacts cluster) {
    timing = Optional.of(new Timing(Instant.now(), CoreTime::now));
    progress(
        String.format(
            Locale.ROOT,
            "Kubernetes %s is ready, %.1f s after its start",
            cluster.kubernetesVersion(),
            cluster.secondsToReady()));
  }

  @Override
  public synchronized void submissionNoted(Submission submission, String note) {
    screen.line(
        String.format(
            Locale.ROOT,
            "%6.1f s  %-12s %-12s %s",
            elapsed(),
            "note",
            submission,
            OutputSanitizer.text(note)));
  }

  @Override
  public synchronized void behaviourStarted(String id, Submission submission) {
    running.add(id + " [" + submission + "]");
  }

  @Override
  public synchronized void behaviourFinished(BehaviourResult observation) {
    Verdict verdict = Verdict.of(observation.failure());
    timing.ifPresent(t -> t.add(observation));
    running.remove(observation.id() + " [" + observation.submission() + "]");
    tally
        .computeIfAbsent(observation.submission().id(), id -> new EnumMap<>(Verdict.class))
        .merge(verdict, 1, Integer::sum);
    Criterion criterion = criteria.get(observation.id());
    screen.line(
        String.format(
            Locale.ROOT,
            "%6.1f s  %-12s %-12s %-30s %s",
            elapsed(),
            verdict,
            observation.submission(),
            observation.id(),
            criterion == null ? "" : criterion.title()));
    observation.message().ifPresent(said -> explain(verdict, criterion, observation, said));
  }

  private void explain(
      Verdict verdict, @Nullable Criterion criterion, BehaviourResult observation, String said) {
    String message = OutputSanitizer.text(said);
    if (verdict == Verdict.SKIPPED) {
      screen.line("          why      " + message);
      return;
    }
    if (verdict != Verdict.FAIL && !faults.add(message)) {
      screen.line("          seen     the same as above");
      return;
    }
    if (criterion != null && verdict == Verdict.FAIL) {
      screen.line("          expected " + criterion.expected());
    }
    screen.line("          seen     " + indented(message));
    if (criterion != null && verdict == Verdict.FAIL) {
      screen.line("          hint     " + criterion.hintFor(observation));
    }
  }

  private static String indented(String text) {
    List<String> lines = text.lines().limit(SEEN_LINES).toList();
    return String.join("\n                   ", lines);
  }

  @Override
  public synchronized void runFinished() {
    screen.line("");
    tally.forEach(
        (submission, verdicts) ->
            screen.line(
                "%-12s %s"
                    .formatted(
                        submission,
                        verdicts.entrySet().stream()
                            .map(e -> e.getValue() + " " + e.getKey())
                            .collect(Collectors.joining(", ")))));
    timing.stream().flatMap(t -> t.summary().stream()).forEach(screen::line);
    screen.line(String.format(Locale.ROOT, "%-12s %.1f s", "in all", elapsed()));
    tally
        .keySet()
        .forEach(
            submission ->
                screen.line(
                    "%-12s %s"
                        .formatted(
                            "Report",
                            reports
                                .resolve(ReportNames.ofSubmission(submission))
                                .resolve(StudentPages.PAGE))));
    screen.line("%-12s %s".formatted("Grade", reports.resolve("grade.md")));
    screen.close();
  }

  private synchronized String status() {
    String now = running.isEmpty() ? "" : ": " + String.join(", ", running);
    return String.format(
        Locale.ROOT, "%6.1f s  checking %d behaviours%s", elapsed(), running.size(), now);
  }

  private double elapsed() {
    return Duration.between(started, Instant.now()).toMillis() / 1000.0;
  }
}
