package io.github.statefulsetlab.report.command;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.github.statefulsetlab.grading.recorder.ExitStatus;
import io.github.statefulsetlab.grading.recorder.GradeRecorder;
import io.github.statefulsetlab.report.allure.AllurePage;
import io.github.statefulsetlab.report.console.Console;
import io.github.statefulsetlab.report.console.Screen;
import io.github.statefulsetlab.run.CoreBehaviour;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Properties;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * {@code ./lab grade}: runs the suite as {@code ./mvnw verify} does, and writes the Allure report
 * once the verdicts are out.
 */
final class GradeCommand {

  static final String SUITE = "io.github.statefulsetlab.behaviours";

  private static final String DEFAULTS = "/launcher/suite.properties";

  private GradeCommand() {}

  /** Whatever else is printed in this process goes to standard error, which is the log. */
  static int run(PrintStream out) {
    System.setOut(System.err);
    System.setProperty(Screen.OWNS_OUTPUT, "true");
    addTo(System.getProperties(), defaults());
    Console.greet(out, System.getProperties());
    Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    execute(request(System.getProperty("lab.promises", CoreBehaviour.TAG)));
    Path reports = Path.of(System.getProperty("lab.reports", "reports"));
    if (isSince(begun, reports.resolve("grade.json"))) {
      AllurePage.main(System.getProperty("allure.results.directory"), reports.toString());
      Console.reportWritten(out, AllurePage.in(reports));
    }
    return exitStatus();
  }

  /** A run that was refused has graded nothing, and leaves the reports of the one before. */
  static boolean isSince(Instant begun, Path grade) {
    try {
      return !Files.getLastModifiedTime(grade).toInstant().isBefore(begun);
    } catch (IOException e) {
      return false;
    }
  }

  private static Properties defaults() {
    Properties defaults = new Properties();
    try (InputStream file = GradeCommand.class.getResourceAsStream(DEFAULTS)) {
      defaults.load(Objects.requireNonNull(file, DEFAULTS));
    } catch (IOException e) {
      throw new UncheckedIOException("The defaults of a run can't be read.", e);
    }
    return defaults;
  }

  /** Sets what is not set. */
  static void addTo(Properties given, Properties defaults) {
    defaults.forEach(given::putIfAbsent);
  }

  private static void execute(LauncherDiscoveryRequest request) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    try (LauncherSession session = LauncherFactory.openSession()) {
      session.getLauncher().execute(request, summary);
    }
    PrintWriter log = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    summary.getSummary().printTo(log);
  }

  /** The behaviours with this tag; all where it is empty. */
  static LauncherDiscoveryRequest request(String tag) {
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage(SUITE))
            .filters(includeClassNamePatterns(".*IT"));
    return (tag.isBlank() ? request : request.filters(TagFilter.includeTags(tag))).build();
  }

  private static int exitStatus() {
    Path file = GradeRecorder.LAUNCHER.resolve(GradeRecorder.EXIT_STATUS);
    try {
      return Integer.parseInt(Files.readString(file).strip());
    } catch (IOException e) {
      return ExitStatus.GRADER_FAULT;
    }
  }
}
