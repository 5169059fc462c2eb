package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.chart.FileTrees;
import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeListener;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import io.github.statefulsetlab.submission.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the formats that were asked for, and fills in a grade book. */
public final class FormatListener implements GradeListener {

  private static final String GRADEBOOK = "gradebook";
  private static final String NOTES = "notes.txt";
  private static final String INDENT = "             ";
  private static final String NOBODY =
      "No line is about %s. Say what the grade book knows it by: --submission ID, or --gradebook-columns \"id=COLUMN\".";
  private static final int NOT_FILLED_IN = 2;
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final Properties properties;
  private final Map<String, String> environment;
  private boolean gradebookFailed;

  /** Does what the system properties and the environment say. */
  public FormatListener() {
    this(System.getProperties(), System.getenv());
  }

  FormatListener(Properties properties, Map<String, String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  @Override
  public void begin() {
    try {
      FormatSettings settings = settings();
      List<String> missing = Format.missing(settings.formats(), settings.environment());
      if (!missing.isEmpty()) {
        throw new UsageException(
            "The format classroom50 needs %s in the environment. Run it from an autograder of Classroom 50."
                .formatted(String.join(", ", missing)));
      }
      settings.gradebook().ifPresent(book -> check(book, settings));
    } catch (FormatException | RubricException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void check(Path book, FormatSettings settings) {
    try {
      requireElsewhere(book, settings.reports().resolve(GRADEBOOK));
      Gradebook.check(read(book), settings.columns(), settings.rubric().map(Rubrics::read));
    } catch (FormatException e) {
      throw new FormatException(saysOf(book, e));
    }
  }

  /** The filled-in one has the same name. */
  private static void requireElsewhere(Path book, Path folder) {
    if (folder.toAbsolutePath().normalize().equals(book.toAbsolutePath().normalize().getParent())) {
      throw new FormatException(
          "It lies where the filled-in grade book is written. Give the one that you downloaded, or move it elsewhere.");
    }
  }

  private static String saysOf(Path book, FormatException e) {
    return "%s: %s".formatted(book.getFileName(), e.getMessage());
  }

  @Override
  public void gradeWritten(Grade grade, Path reports) {
    FormatSettings settings = settings();
    settings.writers().write(grade, reports);
    settings
        .gradebook()
        .ifPresent(book -> fill(book, settings.columns(), Sheet.of(grade), reports));
  }

  /** A grade book that could not be filled in is bad usage: the grade itself stands. */
  @Override
  public int exitStatus(int status) {
    return Format.exitStatus(
        gradebookFailed ? Math.max(status, NOT_FILLED_IN) : status, settings().formats());
  }

  /** What is to be said of the grade book, if this run was asked to fill one in. */
  public static Optional<String> notes(Path reports) {
    Path notes = reports.resolve(GRADEBOOK).resolve(NOTES);
    try {
      return System.getProperty("lab.gradebook", "").isBlank() || Files.notExists(notes)
          ? Optional.empty()
          : Optional.of(Files.readString(notes));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't read " + notes + ".", e);
    }
  }

  private FormatSettings settings() {
    return FormatSettings.of(properties, environment);
  }

  private void fill(Path book, Map<String, String> columns, List<Sheet> sheets, Path reports) {
    Path folder = reports.resolve(GRADEBOOK);
    try {
      FileTrees.replace(folder, NOTES, filled(book, columns, sheets, folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + folder + ".", e);
    }
  }

  private String filled(Path book, Map<String, String> columns, List<Sheet> sheets, Path folder)
      throws IOException {
    Path target = folder.resolve(book.toAbsolutePath().getFileName());
    try {
      Gradebook.Filled filled = Gradebook.fill(read(book), columns, sheets);
      if (filled.missing().size() == sheets.size()) {
        throw new FormatException(NOBODY.formatted(String.join(", ", filled.missing())));
      }
      FileTrees.replace(folder, target.getFileName().toString(), filled.content());
      return notes(target, filled, sheets.size());
    } catch (FormatException e) {
      gradebookFailed = true;
      Files.deleteIfExists(target);
      return "error: %s The grade itself is in %s.%n"
          .formatted(saysOf(book, e), folder.resolveSibling("grade.json"));
    }
  }

  private static String notes(Path target, Gradebook.Filled filled, int all) {
    return Stream.concat(
            Stream.of(
                "Grade book   %s has grades for %d of %d"
                    .formatted(target, filled.graded().size(), all),
                note(
                    "locked, excused or not asked for, so their lines are as they were",
                    filled.kept()),
                note("not graded, so their lines are as they were", filled.ungraded()),
                note("no line is about them", filled.missing())),
            filled.notes().stream().map(note -> INDENT + note))
        .filter(line -> !line.isEmpty())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String note(String what, List<String> submissions) {
    return submissions.isEmpty()
        ? ""
        : "%s%s: %s".formatted(INDENT, what, String.join(", ", submissions));
  }

  private static byte[] read(Path book) {
    try {
      if (Files.size(book) > MOST_BYTES) {
        throw new FormatException(
            "It has more than %d bytes. Is it the right file?".formatted(MOST_BYTES));
      }
      return Files.readAllBytes(book);
    } catch (IOException e) {
      throw new FormatException(
          "The grade book can't be read from %s. Is its path right, and may you read it?"
              .formatted(book.toAbsolutePath()));
    }
  }
}
