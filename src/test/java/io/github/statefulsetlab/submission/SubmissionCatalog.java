package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The bundled submissions: the two runs of the lab, and any chart that was named instead. */
public final class SubmissionCatalog {

  /** As in a chart: Helm takes half a minute for more. */
  private static final long MOST_MEGABYTES = 5;

  private SubmissionCatalog() {}

  /**
   * What the settings ask to be graded.
   *
   * @throws UsageException if there is no such chart, values file or profile
   */
  public static List<Submission> selected(Settings settings) {
    requireFiles(settings.values().files());
    if (!settings.mutants().isEmpty()) {
      return settings.mutants().stream().map(Mutants::named).map(Mutants::submission).toList();
    }
    if (settings.chart().isPresent()) {
      if (!settings.profiles().isEmpty()) {
        throw new UsageException(
            "A profile belongs to the bundled chart: give either a chart or --profile, not both.");
      }
      Path folder = settings.chart().get().toAbsolutePath().normalize();
      Submission handedIn =
          submission(AdmittedChart.read(folder), settings.values(), settings.app());
      String id = settings.handIn().id().orElse(handedIn.id());
      return List.of(handedIn.with().id(id).build());
    }
    settings.profiles().forEach(BundledProfiles::requireKnown);
    return BundledProfiles.names().stream()
        .filter(name -> settings.profiles().isEmpty() || settings.profiles().contains(name))
        .map(name -> BundledProfiles.named(name, settings.values()))
        .toList();
  }

  /**
   * The further charts that the settings name, each with its own values and what is asked of it.
   *
   * @throws UsageException if there is no such chart, or nobody asks for one in that role
   */
  public static List<Submission> further(Settings settings) {
    return settings.furtherCharts().entrySet().stream()
        .map(
            e -> {
              Asked asked = AskedSource.ofAll(e.getKey());
              Submission chart = of(e.getValue());
              return chart
                  .with()
                  .id(e.getKey() + ":" + chart.id())
                  .role(e.getKey())
                  .build()
                  .asking(asked);
            })
        .toList();
  }

  /**
   * A chart with its own values.
   *
   * @throws UsageException if there is none, or its {@code lab.yaml} can't be used
   */
  static Submission of(Path chart) {
    return of(chart, Values.NONE);
  }

  /**
   * A chart with these values.
   *
   * @throws UsageException if there is none, or its {@code lab.yaml} can't be used
   */
  static Submission of(Path chart, Values values) {
    return submission(
        AdmittedChart.read(chart.toAbsolutePath().normalize()), values, AppDescription.NONE);
  }

  private static Submission submission(Chart chart, Values values, AppDescription said) {
    AppDescription app = said.or(AppDescription.of(chart));
    return Submission.of(Submission.idOf(chart.name()), chart)
        .values(values)
        .app(app)
        .build()
        .asking(app.asked());
  }

  private static void requireFiles(List<Path> files) {
    for (Path file : files) {
      whyNotUsable(file)
          .ifPresent(
              why -> {
                throw new UsageException("The values file %s %s".formatted(file, why));
              });
    }
  }

  /** A chart is rendered several times, and a pipe can be read once. */
  private static Optional<String> whyNotUsable(Path file) {
    if (!Files.isReadable(file)) {
      return Optional.of("can't be read: is the path right?");
    }
    if (Files.isDirectory(file)) {
      return Optional.of("is a folder. Give a file in it.");
    }
    if (!Files.isRegularFile(file)) {
      return Optional.of("is a pipe, a socket or a device. Write the values to a file first.");
    }
    return file.toFile().length() > MOST_MEGABYTES << 20
        ? Optional.of("is larger than %d MB. Is it the right file?".formatted(MOST_MEGABYTES))
        : Optional.empty();
  }
}
