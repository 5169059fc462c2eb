package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.intake.ChartGuard;
import io.github.statefulsetlab.kube.StatefulSets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The bundled submissions: the two runs of the lab, and any chart that was named instead. */
public final class SubmissionCatalog {

  private static final Path BUNDLED = Path.of("charts", "counter");

  /** Leaves room in a namespace's 63 characters. */
  private static final int LONGEST_ID = 40;

  /** The bundled profiles, with the pod management policy that each run of the lab had. */
  private static final Map<String, String> POLICIES =
      new TreeMap<>(
          Map.of("moscow-time", StatefulSets.ORDERED_READY, "python-app", StatefulSets.PARALLEL));

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
      return List.of(submission(read(folder), settings.values(), settings.app()));
    }
    settings.profiles().forEach(SubmissionCatalog::requireKnown);
    return POLICIES.keySet().stream()
        .filter(name -> settings.profiles().isEmpty() || settings.profiles().contains(name))
        .map(name -> bundled(name, settings.values()))
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
              return chart.as(e.getKey(), idOf(e.getKey() + "-" + chart.id())).asking(asked);
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
    return submission(read(chart.toAbsolutePath().normalize()), values, AppDescription.NONE);
  }

  /**
   * A bundled profile.
   *
   * @throws UsageException if there is none of that name
   */
  static Submission named(String profile) {
    requireKnown(profile);
    return bundled(profile, Values.NONE);
  }

  private static Submission submission(Chart chart, Values values, AppDescription said) {
    AppDescription app = said.or(AppDescription.of(chart));
    return new Submission(
            idOf(chart.name()),
            chart,
            values,
            app,
            idOf(chart.name()),
            Optional.empty(),
            List.of(),
            false)
        .asking(app.asked());
  }

  /** A chart's name as a name for files, namespaces and releases, whatever is in it. */
  static String idOf(String chart) {
    String id = chart.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = id.substring(0, Math.min(id.length(), LONGEST_ID)).replaceAll("^-|-$", "");
    return cut.isEmpty() ? "chart" : cut;
  }

  private static Submission bundled(String profile, Values more) {
    Path values = BUNDLED.resolve("ci").resolve(profile + "-values.yaml");
    List<Path> all = new java.util.ArrayList<>(List.of(values.toAbsolutePath()));
    all.addAll(more.files());
    return new Submission(
            profile,
            read(BUNDLED.toAbsolutePath()),
            new Values(all, more.set()),
            AppDescription.COUNTER,
            profile,
            Optional.ofNullable(POLICIES.get(profile)),
            List.of(),
            true)
        .asking(Asked.EVERYTHING);
  }

  private static Chart read(Path given) {
    try {
      return ChartGuard.admit(
          given, Optional.ofNullable(System.getProperty("lab.root")).map(Path::of));
    } catch (ChartException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireKnown(String profile) {
    if (!POLICIES.containsKey(profile)) {
      throw new UsageException(
          "There is no profile '%s'. The bundled profiles are %s."
              .formatted(profile, String.join(", ", POLICIES.keySet())));
    }
  }

  private static void requireFiles(List<Path> files) {
    files.stream()
        .filter(file -> !Files.isReadable(file))
        .findFirst()
        .ifPresent(
            file -> {
              throw new UsageException(
                  "The values file %s can't be read: is the path right?".formatted(file));
            });
  }
}
