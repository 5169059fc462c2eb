package io.github.statefulsetlab.submission;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.chart.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The mutants in {@code src/test/resources/mutants}, and the submissions that they make. */
public final class Mutants {

  private static final Path FOLDER = Path.of("src", "test", "resources", "mutants");
  private static final Path WRITTEN = Path.of("target", "mutants").toAbsolutePath();

  /** What the id of a mutant's submission begins with. */
  public static final String PREFIX = "mutant-";

  private static final String CHART = "chart";

  private Mutants() {}

  /**
   * All mutants, by name.
   *
   * @throws UsageException if one can't be read, naming file and field
   */
  public static List<Mutant> all() {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      return folders.filter(Files::isDirectory).sorted().map(Mutant::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Can't list the mutants in " + FOLDER + ".", e);
    }
  }

  /**
   * The mutant of that name.
   *
   * @throws UsageException if there is none
   */
  public static Mutant named(String name) {
    return all().stream()
        .filter(mutant -> mutant.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new UsageException("There is no mutant '%s': %s".formatted(name, all())));
  }

  /**
   * The profile as the mutant breaks it, under an id of its own. Nothing of it counts as changed by
   * the harness. Its values and its chart are written to {@code target/mutants}.
   */
  public static Submission submission(Mutant mutant) {
    Submission profile = profile(mutant);
    try {
      Path work = Files.createDirectories(WRITTEN.resolve(mutant.name()));
      List<Path> values = new ArrayList<>(profile.values().files());
      if (mutant.values().isPresent()) {
        Path file = work.resolve("values.yaml");
        new YAMLMapper().writeValue(file.toFile(), mutant.values().get());
        values.add(file);
      }
      return Submission.of(
              PREFIX + mutant.name(), chart(mutant, profile.chart(), work.resolve("chart")))
          .values(new Values(values, profile.values().set()))
          .app(profile.app())
          .expectedPolicy(profile.expectedPolicy())
          .patches(mutant.patches())
          .replaysPlainService(profile.replaysPlainService())
          .build()
          .asking(profile.asked());
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write the mutant " + mutant + ".", e);
    }
  }

  /** What the mutant starts from. */
  public static Submission profile(Mutant mutant) {
    return BundledProfiles.named(mutant.profile());
  }

  /** Whether files of the bundled chart are replaced. */
  public static boolean changesFiles(Mutant mutant) {
    return Files.isDirectory(mutant.folder().resolve(CHART));
  }

  private static Chart chart(Mutant mutant, Chart bundled, Path copy) throws IOException {
    if (!changesFiles(mutant)) {
      return bundled;
    }
    FileTrees.delete(copy);
    FileTrees.copy(bundled.folder(), copy);
    FileTrees.copy(mutant.folder().resolve(CHART), copy);
    return Chart.read(copy);
  }
}
