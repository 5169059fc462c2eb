package io.github.statefulsetlab.report.allure;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Markdown;
import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.kube.plot.Plot;
import io.github.statefulsetlab.lab.context.Evidence;
import io.github.statefulsetlab.report.plot.PlotFiles;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.DependencyFailed;
import io.github.statefulsetlab.run.RunListener;
import io.github.statefulsetlab.submission.Settings;
import io.github.statefulsetlab.submission.Submission;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Fills the Allure results: one entry per behaviour and submission, named by a sentence, with its
 * evidence as text and pictures.
 */
public final class AllureEvidence implements RunListener {

  private static final Path RESULTS =
      Path.of(System.getProperty("allure.results.directory", "target/allure-results"));
  private static final String TEXT = "text/plain";
  private static final String PNG = "image/png";
  private static final int LONGEST_CHANGE = 1_000;

  private final Map<String, Criterion> criteria = Criterion.all();
  private final AllureEnvironment environment = new AllureEnvironment(RESULTS);

  /** Attachments that are announced and not drawn yet, by their files' names. */
  private final Map<String, Plot> pictures = new ConcurrentHashMap<>();

  /** Allure's ids of the tests, and why some of them are skipped, by criterion and submission. */
  private final Map<String, String> tests = new ConcurrentHashMap<>();

  private final Map<String, String> skipped = new ConcurrentHashMap<>();
  private final AllureCategories categories = new AllureCategories();
  private volatile Severities severities = Severities.WITHOUT_RUBRIC;

  @Override
  public void runStarted(Settings settings, List<Submission> submissions) {
    try {
      clear();
      environment.begin(submissions.stream().map(Submission::id).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + RESULTS + ".", e);
    }
    severities = Severities.ofThisRun();
    environment.put("Harness", settings.version());
    environment.put("Seed", String.valueOf(settings.seed()));
    environment.ranBy(settings.version(), Instant.now(), ZoneId.systemDefault());
  }

  private static void clear() throws IOException {
    Files.createDirectories(RESULTS);
    try (Stream<Path> old = Files.list(RESULTS)) {
      for (Path file : old.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public void clusterReady(ClusterFacts cluster) {
    environment.put("Cluster", cluster.description());
    environment.put("Kubernetes", cluster.kubernetesVersion());
    environment.put("Counter image", cluster.imageDigest());
  }

  @Override
  public void networkPolicySeen(boolean enforced) {
    environment.put("NetworkPolicies", enforced ? "enforced" : "not enforced on this cluster");
  }

  @Override
  public void behaviourEnded(BehaviourResult observation) {
    Criterion criterion = criteria.get(observation.id());
    Optional<String> test = Allure.getLifecycle().getCurrentTestCase();
    if (criterion == null || test.isEmpty()) {
      return;
    }
    tests.put(key(observation), test.get());
    Allure.getLifecycle().updateTestCase(of -> describe(of, criterion, observation));
    observation.evidence().forEach(item -> attach(item, observation));
    if (!observation.patches().isEmpty()) {
      Allure.addAttachment(
          "What the harness changed in the chart",
          TEXT,
          String.join("\n", observation.patches()),
          ".txt");
    }
  }

  /** JUnit saw it fail; what Allure was told then is corrected once all is written. */
  @Override
  public void behaviourFinished(BehaviourResult observation) {
    observation
        .failure()
        .filter(DependencyFailed.class::isInstance)
        .ifPresent(failure -> skipped.put(key(observation), String.valueOf(failure.getMessage())));
    if (Verdict.of(observation.failure()) == Verdict.FAIL) {
      Optional.ofNullable(criteria.get(observation.id()))
          .ifPresent(criterion -> categories.add(change(criterion, observation)));
    }
  }

  private static String change(Criterion criterion, BehaviourResult observation) {
    return AllureCategories.CHANGE
        + AllureSanitizer.harmless(criterion.hintFor(observation), LONGEST_CHANGE);
  }

  private static String key(BehaviourResult observation) {
    return observation.id() + "/" + observation.submission().id();
  }

  private void attach(Evidence.Item item, BehaviourResult observation) {
    if (item.title().equals(Evidence.CHECKED_AGAIN)) {
      AllureLifecycle lifecycle = Allure.getLifecycle();
      lifecycle.updateTestCase(
          last -> EarlierTry.write(lifecycle, last, observation.started(), item.text()));
    }
    Allure.addAttachment(item.title(), TEXT, item.text(), ".txt");
    item.plot()
        .ifPresent(
            plot ->
                pictures.put(
                    Allure.getLifecycle().prepareAttachment(plot.title(), PNG, ".png"), plot));
  }

  /** Drawing takes a processor's time, of which the checks have need. */
  @Override
  public void runFinished() {
    categories.write(RESULTS);
    skipped.forEach(
        (key, why) ->
            Optional.ofNullable(tests.get(key))
                .ifPresent(test -> SkippedResult.rewrite(RESULTS, test, why)));
    pictures.forEach((file, plot) -> PlotFiles.png(plot).ifPresent(png -> writePicture(file, png)));
  }

  private static void writePicture(String file, byte[] png) {
    try {
      Files.write(RESULTS.resolve(file), png);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + RESULTS + ".", e);
    }
  }

  private void describe(TestResult test, Criterion criterion, BehaviourResult observation) {
    String submission = OutputSanitizer.text(observation.submission().id());
    Verdict verdict = Verdict.of(observation.failure());
    // Allure's own begins when the behaviour starts to queue for a lab.
    test.setStart(observation.started().toEpochMilli());
    test.setName(criterion.title());
    test.setFullName(criterion.id() + " [" + submission + "]");
    test.setHistoryId(criterion.id() + "/" + submission);
    test.setTestCaseId(criterion.id() + "/" + submission);
    test.setDescription(
        "**Expected:** %s%n%n**Checked:** %s%n%n**Verdict:** %s%n%n**If it fails:** %s%n%n[Kubernetes documentation](%s)"
            .formatted(
                Markdown.inline(criterion.expected()),
                Markdown.inline(criterion.checked()),
                verdict,
                Markdown.inline(criterion.hintFor(observation)),
                criterion.kubernetes()));
    test.setParameters(List.of(new Parameter().setName("submission").setValue(submission)));
    test.setSteps(AllureSteps.of(observation, criterion.expected()));
    boolean isCore = test.getLabels().contains(label("tag", CoreBehaviour.TAG));
    List<String> replaced =
        List.of(
            "parentSuite", "suite", "subSuite", "package", "testClass", "testMethod", "severity");
    test.getLabels().removeIf(label -> replaced.contains(label.getName()));
    test.getLabels()
        .addAll(
            List.of(
                label("parentSuite", submission),
                label("suite", criterion.family()),
                label("severity", severities.of(criterion.id(), isCore).value()),
                label(AllureSanitizer.CHANGE, change(criterion, observation)),
                label(AllureSanitizer.VERDICT, verdict.name())));
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }
}
