package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.report.console.ConsoleStyle.Voice;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells people what is being done, a line for each event, and at the end which promises were broken
 * and where the reports are. On a terminal the last line shows what is being checked and how long
 * it will take.
 */
public final class Console implements RunListener {

  private static final Path TIMES = Path.of("target", "lab", "times");
  private static final int WIDEST = 100;
  private static final int WIDE = 110;
  private static final List<String> WHAT_DECIDES_HOW_LONG =
      List.of("lab.promises", "lab.only", "lab.rubric", "lab.all", "lab.cluster");

  private final ConsoleStyle style;
  private final Screen screen;
  private final Map<String, Criterion> criteria = Criterion.all();
  private final Set<String> running = new LinkedHashSet<>();
  private final Instant started = Instant.now();
  private final Ink ink;
  private Optional<Run> run = Optional.empty();
  private Optional<Timing> timing = Optional.empty();
  private String doing = "starting";

  /** A run that has begun. */
  private record Run(Settings settings, List<Submission> submissions, RunTimes times) {

    /** A chart takes as long as the chart before it, whatever its name. */
    String key(String behaviour, Submission submission) {
      return settings.chart().isPresent() ? behaviour : behaviour + "/" + submission.id();
    }
  }

  /** Talks as the system properties ask for. */
  public Console() {
    this(ConsoleStyle.of(System.getProperties()));
  }

  private Console(ConsoleStyle style) {
    this(style, Screen.open(style.terminal() && style.says(Voice.NORMAL)));
  }

  Console(ConsoleStyle style, Screen screen) {
    this.style = style;
    this.screen = screen;
    this.ink = style.color() ? Ink.COLOR : Ink.NONE;
    screen.status(this::status);
  }

  /** The first line of a run, while the suite is still being loaded. */
  public static void greet(PrintStream out, Properties properties) {
    if (ConsoleStyle.of(properties).says(Voice.NORMAL)) {
      out.println(greeting(properties.getProperty("lab.version", "")));
    }
  }

  private static String greeting(String version) {
    return "statefulset-lab " + version;
  }

  /** Says that the Allure report, which comes after the verdicts, can be opened. */
  public static void reportWritten(PrintStream out, Path page) {
    ConsoleStyle style = ConsoleStyle.of(System.getProperties());
    if (style.says(Voice.NORMAL) && Files.exists(page)) {
      out.println("Allure  " + style.shown(page));
    }
  }

  private void say(Voice least, String line) {
    if (style.says(least)) {
      screen.line(line);
    }
  }

  private void event(Voice least, String what) {
    if (style.says(least)) {
      String time = String.format(Locale.ROOT, "%6.1f s  ", elapsed());
      Paragraph.labelled(time, what, width()).forEach(screen::line);
    }
  }

  /** Logs have no width of their own. */
  private int width() {
    return Math.min(screen.width() - 1, WIDEST);
  }

  @Override
  public synchronized void runStarted(Settings settings, List<Submission> submissions) {
    String kind =
        Stream.concat(
                WHAT_DECIDES_HOW_LONG.stream().map(name -> System.getProperty(name, "")),
                settings.chart().isPresent()
                    ? Stream.of("a chart")
                    : submissions.stream().map(Submission::id))
            .collect(Collectors.joining("\n"));
    run = Optional.of(new Run(settings, List.copyOf(submissions), RunTimes.of(TIMES, kind)));
    String names = submissions.stream().map(Submission::id).collect(Collectors.joining(" and "));
    if (!Screen.isOwned()) {
      say(Voice.NORMAL, greeting(settings.version()));
    }
    event(Voice.NORMAL, "grading " + names);
  }

  @Override
  public synchronized void runRefused(UsageException reason) {
    say(Voice.QUIET, "error: " + OutputSanitizer.message(String.valueOf(reason.getMessage())));
    screen.close();
  }

  @Override
  public synchronized void progress(String what) {
    doing = OutputSanitizer.line(what);
    event(Voice.NORMAL, doing);
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
    event(Voice.NORMAL, "%-8s %s: %s".formatted("note", submission, OutputSanitizer.message(note)));
  }

  @Override
  public synchronized void behaviourStarted(String id, Submission submission) {
    running.add(named(id, submission));
  }

  private String named(String id, Submission submission) {
    return run.filter(of -> of.submissions().size() == 1).isPresent()
        ? id
        : id + " [" + submission + "]";
  }

  @Override
  public synchronized void behaviourEnded(BehaviourResult result) {
    timing.ifPresent(t -> t.add(result));
    running.remove(named(result.id(), result.submission()));
    run.ifPresent(of -> of.times().finished(of.key(result.id(), result.submission()), elapsed()));
  }

  @Override
  public synchronized void behaviourFinished(BehaviourResult observation) {
    verdict(observation);
    if (Verdict.of(observation.failure()) == Verdict.SKIPPED) {
      observation.message().ifPresent(why -> detail(OutputSanitizer.message(why)));
    }
  }

  private void verdict(BehaviourResult observation) {
    Verdict verdict = Verdict.of(observation.failure());
    Optional<Criterion> criterion = Optional.ofNullable(criteria.get(observation.id()));
    String title = criterion.map(Criterion::title).orElse(observation.id());
    boolean wide = !style.terminal() || screen.width() >= WIDE;
    String line =
        String.format(
            Locale.ROOT,
            "%6.1f s  %-8s %-12s %s",
            elapsed(),
            verdict,
            observation.submission(),
            wide ? "%-30s %s".formatted(observation.id(), title) : title);
    String shown = style.terminal() ? Paragraph.beginning(line, screen.width() - 1) : line;
    say(Voice.NORMAL, shown.replaceFirst(verdict.name(), ink.verdict(verdict, verdict.name())));
  }

  private void detail(String why) {
    if (style.says(Voice.NORMAL)) {
      Paragraph.labelled(" ".repeat(19), why, width()).forEach(screen::line);
    }
  }

  @Override
  public synchronized void runFinished() {
    run.ifPresent(
        of -> {
          of.times().keep();
          summarize(of.settings());
        });
    screen.close();
  }

  private void summarize(Settings settings) {
    RunSummary ending = RunSummary.of(settings);
    ending.verdicts(width(), ink).forEach(line -> say(Voice.QUIET, line));
    timing.stream().flatMap(t -> t.summary().stream()).forEach(l -> say(Voice.VERBOSE, l));
    say(Voice.NORMAL, String.format(Locale.ROOT, "%.1f s in all", elapsed()));
    say(Voice.QUIET, "");
    ending.pages().forEach(page -> say(Voice.QUIET, "Report  " + style.shown(page)));
    say(
        Voice.NORMAL,
        "Open it in a browser: what was seen, and what to change, is one click away.");
  }

  private synchronized String status() {
    return new StatusLine(run.map(Run::times).orElse(RunTimes.NONE), doing, running).at(elapsed());
  }

  private double elapsed() {
    return Duration.between(started, Instant.now()).toMillis() / 1000.0;
  }
}
