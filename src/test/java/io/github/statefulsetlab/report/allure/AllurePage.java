package io.github.statefulsetlab.report.allure;

import io.github.statefulsetlab.chart.FileTrees;
import io.qameta.allure.ConfigurationBuilder;
import io.qameta.allure.Extension;
import io.qameta.allure.ReportGenerator;
import io.qameta.allure.allure1.Allure1Plugin;
import io.qameta.allure.allure2.Allure2Plugin;
import io.qameta.allure.category.CategoriesPlugin;
import io.qameta.allure.category.CategoriesTrendPlugin;
import io.qameta.allure.context.FreemarkerContext;
import io.qameta.allure.context.JacksonContext;
import io.qameta.allure.context.MarkdownContext;
import io.qameta.allure.context.RandomUidContext;
import io.qameta.allure.context.ReportInfoContext;
import io.qameta.allure.core.AttachmentsPlugin;
import io.qameta.allure.core.MarkdownDescriptionsPlugin;
import io.qameta.allure.core.TestsResultsPlugin;
import io.qameta.allure.duration.DurationPlugin;
import io.qameta.allure.duration.DurationTrendPlugin;
import io.qameta.allure.environment.Allure1EnvironmentPlugin;
import io.qameta.allure.executor.ExecutorPlugin;
import io.qameta.allure.history.HistoryPlugin;
import io.qameta.allure.history.HistoryTrendPlugin;
import io.qameta.allure.launch.LaunchPlugin;
import io.qameta.allure.retry.RetryPlugin;
import io.qameta.allure.severity.SeverityPlugin;
import io.qameta.allure.status.StatusChartPlugin;
import io.qameta.allure.suites.SuitesPlugin;
import io.qameta.allure.summary.SummaryPlugin;
import io.qameta.allure.timeline.TimelinePlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the Allure report of a run, a single file that asks nobody for anything, from the results
 * in {@code allure-results}. Of Allure's own parts those are used that this needs: without the one
 * that tells Google Analytics, and with a page ({@code tpl/index.html.ftl}) whose content security
 * policy runs no script but the report's own.
 */
public final class AllurePage {

  private static final String PAGE = "index.html";

  private AllurePage() {}

  /**
   * Writes {@code allure/index.html} into the folder of reports, if there are results.
   *
   * @param arguments the folder of results, and the folder of reports
   */
  public static void main(String... arguments) {
    Path results = Path.of(arguments[0]);
    Path reports = Path.of(arguments[1]);
    if (Files.isDirectory(results)) {
      write(results, reports);
    }
  }

  /** Where the page is among the reports. */
  public static Path in(Path reports) {
    return reports.resolve("allure").resolve(PAGE);
  }

  /** Whoever interrupts it keeps the page of the run before. */
  static void write(Path results, Path reports) {
    RunHistory history = RunHistory.of(results, reports);
    history.handTo(results);
    Path made = FileTrees.temporary("allure-page");
    new ReportGenerator(
            ConfigurationBuilder.empty()
                .withReportName("statefulset-lab")
                .withExtensions(extensions(history))
                .build())
        .generateSingleFile(made, List.of(results));
    try {
      FileTrees.replace(reports.resolve("allure"), PAGE, Files.readString(made.resolve(PAGE)));
    } catch (IOException e) {
      throw new UncheckedIOException("The Allure report can't be written to " + reports + ".", e);
    } finally {
      FileTrees.discard(made);
    }
  }

  private static List<Extension> extensions(RunHistory history) {
    return List.of(
        new JacksonContext(),
        new MarkdownContext(),
        new FreemarkerContext(),
        new RandomUidContext(),
        new ReportInfoContext("2.34.0"),
        // Reads environment.properties, too.
        new Allure1Plugin(),
        new Allure2Plugin(),
        new ExecutorPlugin(),
        new Allure1EnvironmentPlugin(),
        new MarkdownDescriptionsPlugin(),
        new RetryPlugin(),
        new SeverityPlugin(),
        new HistoryPlugin(),
        new HistoryTrendPlugin(),
        new CategoriesPlugin(),
        new CategoriesTrendPlugin(),
        new DurationPlugin(),
        new DurationTrendPlugin(),
        new StatusChartPlugin(),
        new TimelinePlugin(),
        new SuitesPlugin(),
        new TestsResultsPlugin(),
        new AttachmentsPlugin(),
        new SummaryPlugin(),
        new LaunchPlugin(),
        history);
  }
}
