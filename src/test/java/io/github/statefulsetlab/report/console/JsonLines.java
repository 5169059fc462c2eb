package io.github.statefulsetlab.report.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells programs what is being done: with {@code lab.voice=json} each event is a JSON object on a
 * line of its own, with its kind in {@code event} and the seconds since the start in {@code at}.
 */
public final class JsonLines implements RunListener {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<PrintStream> out;
  private final Instant started = Instant.now();
  private Optional<Path> reports = Optional.empty();

  /** Talks only if the system properties ask for it. */
  public JsonLines() {
    this(
        ConsoleStyle.of(System.getProperties()).voice() == Voice.JSON
            ? Optional.of(Screen.output())
            : Optional.empty());
  }

  JsonLines(Optional<PrintStream> out) {
    this.out = out;
  }

  private synchronized void tell(String event, Map<String, ?> what) {
    out.ifPresent(
        to -> {
          Map<String, Object> object = new LinkedHashMap<>();
          object.put("event", event);
          object.put("at", Duration.between(started, Instant.now()).toMillis() / 1000.0);
          object.putAll(what);
          to.println(line(object));
          to.flush();
        });
  }

  private static String line(Map<String, Object> object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void runStarted(Settings settings, List<Submission> submissions) {
    reports = Optional.of(settings.reports().toAbsolutePath().normalize());
    tell(
        "started",
        Map.of(
            "version", settings.version(),
            "seed", settings.seed(),
            "submissions", submissions.stream().map(Submission::id).toList()));
  }

  @Override
  public void runRefused(UsageException reason) {
    tell(
        "refused", Map.of("message", OutputSanitizer.message(String.valueOf(reason.getMessage()))));
  }

  @Override
  public void progress(String what) {
    tell("progress", Map.of("doing", OutputSanitizer.message(what)));
  }

  @Override
  public void clusterReady(ClusterFacts cluster) {
    tell("cluster-ready", Map.of("kubernetes", cluster.kubernetesVersion()));
  }

  @Override
  public void submissionNoted(Submission submission, String note) {
    tell("note", Map.of("submission", submission.id(), "note", OutputSanitizer.message(note)));
  }

  @Override
  public void behaviourFinished(BehaviourResult observation) {
    Map<String, Object> verdict = new LinkedHashMap<>();
    verdict.put("submission", observation.submission().id());
    verdict.put("criterion", observation.id());
    verdict.put("verdict", Verdict.of(observation.failure()).name());
    verdict.put("seconds", observation.duration().toMillis() / 1000.0);
    observation.message().ifPresent(said -> verdict.put("seen", OutputSanitizer.message(said)));
    tell("verdict", verdict);
  }

  @Override
  public void runFinished() {
    reports.ifPresent(
        folder -> {
          Grade grade = GradeJson.read(folder.resolve("grade.json"));
          tell(
              "finished",
              Map.of(
                  "exitStatus", grade.run().exitStatus(),
                  "grade", folder.resolve("grade.json").toString()));
        });
  }
}
