package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeListener;
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
  private static final long MOST_BYTES = 16L * 1024 * 1024;

  private final Properties properties;
  private final Map<String, String> environment;

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
      settings.gradebook().ifPresent(book -> Gradebook.check(read(book), settings.columns()));
    } catch (FormatException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void gradeWritten(Grade grade, Path reports) {
    FormatSettings settings = settings();
    settings.writers().write(grade, reports);
    settings
        .gradebook()
        .ifPresent(book -> fill(book, settings.columns(), Sheet.of(grade), reports));
  }

  @Override
  public int exitStatus(int status) {
    return Format.exitStatus(status, settings().formats());
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

  private static void fill(
      Path book, Map<String, String> columns, List<Sheet> sheets, Path reports) {
    Path folder = reports.resolve(GRADEBOOK);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(NOTES), filled(book, columns, sheets, folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Can't write to " + folder + ".", e);
    }
  }

  private static String filled(
      Path book, Map<String, String> columns, List<Sheet> sheets, Path folder) throws IOException {
    Path target = folder.resolve(book.toAbsolutePath().getFileName());
    Files.deleteIfExists(target);
    try {
      Gradebook.Filled filled = Gradebook.fill(read(book), columns, sheets);
      Files.write(target, filled.content());
      return notes(target, filled);
    } catch (FormatException e) {
      return "error: " + e.getMessage() + "\n";
    }
  }

  private static String notes(Path target, Gradebook.Filled filled) {
    return Stream.of(
            "Grade book   %s has %d grades".formatted(target, filled.graded().size()),
            note("locked or excused, so their lines are as they were", filled.kept()),
            note("not graded, so their lines are as they were", filled.ungraded()),
            note("no line is about them", filled.missing()))
        .filter(line -> !line.isEmpty())
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String note(String what, List<String> submissions) {
    return submissions.isEmpty()
        ? ""
        : "             %s: %s".formatted(what, String.join(", ", submissions));
  }

  private static byte[] read(Path book) {
    try {
      if (Files.size(book) > MOST_BYTES) {
        throw new FormatException(
            "The grade book %s has more than %d bytes. Is it the right file?"
                .formatted(book, MOST_BYTES));
      }
      return Files.readAllBytes(book);
    } catch (IOException e) {
      throw new FormatException(
          "The grade book %s can't be read. Is its path right?".formatted(book));
    }
  }
}
