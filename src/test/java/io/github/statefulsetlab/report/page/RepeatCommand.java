package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.submission.Mutants;
import io.github.statefulsetlab.submission.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command that checks one promise of a submission alone, to be pasted into a shell. Files are
 * named as whoever handed them in knows them, without the folders of the machine that graded them.
 */
public record RepeatCommand(String command, List<String> words, long seed) {

  private static final String GRADE = "grade";
  private static final String TRY = "try";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  /** For a submission whose chart is no longer known. */
  static RepeatCommand ofSomeChart(long seed) {
    return new RepeatCommand(GRADE, List.of("CHART"), seed);
  }

  /** For a submission of this run. */
  public static RepeatCommand of(Settings settings, String submission) {
    if (!settings.mutants().isEmpty()) {
      return new RepeatCommand(
          TRY, List.of(submission.replaceFirst(Mutants.PREFIX, "")), settings.seed());
    }
    List<String> words = new ArrayList<>();
    Optional<Path> chart = settings.chart();
    chart.ifPresentOrElse(
        path -> words.add(name(path)), () -> words.addAll(List.of("--profile", submission)));
    settings.values().files().forEach(file -> words.addAll(List.of("--values", name(file))));
    settings.values().set().forEach(value -> words.addAll(List.of("--set", value)));
    return new RepeatCommand(GRADE, List.copyOf(words), settings.seed());
  }

  private static String name(Path path) {
    return Optional.ofNullable(path.normalize().getFileName()).orElse(path).toString();
  }

  /** The command for the criterion with this id. */
  public String forCriterion(String id) {
    return "./lab %s %s --only %s --seed %d"
        .formatted(
            command,
            words.stream().map(RepeatCommand::quoted).collect(Collectors.joining(" ")),
            id,
            seed);
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
