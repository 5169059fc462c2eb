package io.github.statefulsetlab.report.page;

import io.github.statefulsetlab.submission.Mutants;
import io.github.statefulsetlab.submission.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The command that checks one promise of a submission alone, to be pasted into a shell.
 *
 * @param words the launcher, its command, and all that was given but {@code --only} and {@code
 *     --seed}, not quoted yet
 */
public record RepeatCommand(List<String> words, long seed) {

  private static final String GRADE = "grade";
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  /** What is said of the app and of its images, by the options of the launcher. */
  private static final List<String> SAID =
      List.of("statefulset", "container", "port", "visit-path", "count-path", "file");

  private static final List<String> FLAGS = List.of("build-network", "only-named-images");

  /** For a submission whose chart is no longer known. */
  static RepeatCommand ofSomeChart(long seed) {
    return new RepeatCommand(List.of("./lab", GRADE, "CHART"), seed);
  }

  /** For a submission of this run and whoever started it: files are named as they can open them. */
  public static RepeatCommand forCaller(
      Settings settings, Properties properties, String submission) {
    Caller caller = Caller.of(properties);
    Words words = new Words(caller.lab(), path -> Optional.of(caller.shown(path)));
    words.grade(settings, properties, submission, caller::shown);
    if (settings.usesExistingCluster()) {
      words.add("--cluster", "kubeconfig");
      words.file("--kubeconfig", property(properties, "kubeconfig"));
    }
    return new RepeatCommand(List.copyOf(words.all), settings.seed());
  }

  /**
   * For a submission of this run and whoever reads its page, on another machine perhaps: files are
   * named without the folders of the machine that graded them, and what lies elsewhere on it is
   * left out.
   */
  static RepeatCommand forReader(Settings settings, Properties properties, String submission) {
    Caller caller = Caller.of(properties);
    Words words = new Words(caller.portableLab(), caller::below);
    words.grade(
        settings, properties, submission, path -> caller.below(path).orElseGet(() -> last(path)));
    return new RepeatCommand(List.copyOf(words.all), settings.seed());
  }

  /** The command for the criterion with this id. */
  public String forCriterion(String id) {
    return "%s --only %s --seed %s"
        .formatted(
            words.stream().map(RepeatCommand::quoted).collect(Collectors.joining(" ")), id, seed);
  }

  private static String last(Path path) {
    return Optional.ofNullable(path.normalize().getFileName()).orElse(path).toString();
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static Optional<String> property(Properties properties, String option) {
    return Optional.ofNullable(properties.getProperty("lab." + option))
        .filter(value -> !value.isBlank());
  }

  /** The words of one command. */
  private static final class Words {

    private final List<String> all = new ArrayList<>();
    private final Function<Path, Optional<String>> names;

    /**
     * Begins with the launcher.
     *
     * @param names what a file beside the submission is called; one that has no name is left out
     */
    Words(String lab, Function<Path, Optional<String>> names) {
      this.names = names;
      all.add(lab);
    }

    /**
     * Adds the command with the submission and what was said of it.
     *
     * @param own what a file of the submission is called
     */
    void grade(
        Settings settings, Properties properties, String submission, Function<Path, String> own) {
      if (!settings.mutants().isEmpty()) {
        add("try", submission.replaceFirst(Mutants.PREFIX, ""));
        return;
      }
      add(GRADE);
      settings
          .chart()
          .ifPresentOrElse(chart -> add(own.apply(chart)), () -> add("--profile", submission));
      settings
          .furtherCharts()
          .forEach((role, chart) -> add("--further-chart", role + "=" + own.apply(chart)));
      settings.handIn().id().ifPresent(id -> add("--submission", id));
      settings.values().files().forEach(file -> add("--values", own.apply(file)));
      settings.values().set().forEach(value -> add("--set", value));
      SAID.forEach(
          option -> property(properties, option).ifPresent(value -> add("--" + option, value)));
      fileOrName("--image", settings.image());
      file("--root", property(properties, "root"));
      fileOrName("--rubric", property(properties, "rubric"));
      FLAGS.stream()
          .filter(flag -> Boolean.parseBoolean(properties.getProperty("lab." + flag)))
          .forEach(flag -> add("--" + flag));
    }

    void add(String... more) {
      all.addAll(List.of(more));
    }

    /** Adds an option whose value is a file, if it has one. */
    void file(String option, Optional<String> value) {
      value.map(Path::of).flatMap(names).ifPresent(name -> add(option, name));
    }

    /** Adds an option whose value is a file, or the name of something else. */
    private void fileOrName(String option, Optional<String> value) {
      if (value.filter(name -> Files.exists(Path.of(name))).isPresent()) {
        file(option, value);
      } else {
        value.ifPresent(name -> add(option, name));
      }
    }
  }
}
