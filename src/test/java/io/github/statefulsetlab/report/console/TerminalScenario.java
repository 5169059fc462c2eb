package io.github.statefulsetlab.report.console;

import static org.awaitility.Awaitility.await;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.SubmissionCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a console tells of a made-up run: many behaviours at once, then a verdict for each. Where a
 * file is named, the verdicts come a moment after that file is there.
 */
final class TerminalScenario {

  static final String NOTE = "the values file values-statefulset.yaml is used, since ".repeat(3);

  private TerminalScenario() {}

  public static void main(String[] arguments) throws InterruptedException {
    Settings settings = Settings.fromSystemProperties();
    List<Submission> submissions = SubmissionCatalog.selected(settings);
    Console console = new Console();
    console.runStarted(settings, submissions);
    console.submissionNoted(submissions.get(0), NOTE);
    List<String> ids = List.copyOf(Criterion.all().keySet());
    ids.forEach(id -> console.behaviourStarted(id, submissions.get(0)));
    if (arguments.length > 0) {
      Path goOn = Path.of(arguments[0]);
      await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(goOn));
    }
    wait(Duration.ofMillis(1_500));
    for (String id : ids) {
      console.behaviourEnded(kept(id, submissions.get(0)));
      console.behaviourFinished(kept(id, submissions.get(0)));
    }
    wait(Duration.ofMillis(600));
  }

  private static BehaviourResult kept(String id, Submission submission) {
    return BehaviourResult.of(id, submission)
        .started(Instant.now())
        .duration(Duration.ofSeconds(1))
        .build();
  }

  private static void wait(Duration time) throws InterruptedException {
    boolean never = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    assert !never;
  }
}
