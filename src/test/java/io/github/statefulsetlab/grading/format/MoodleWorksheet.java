package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Points;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Moodle's offline grading worksheet. Its columns are named in the site's language, a line is about
 * the number at the end of {@code Participant 12345}, and a grade above the maximum is left out
 * without a word.
 *
 * @see <a
 *     href="https://github.com/moodle/moodle/blob/main/mod/assign/feedback/offline/importgradeslib.php">The
 *     importer</a>
 */
record MoodleWorksheet() implements GradebookSystem {

  /** The words of one language. */
  private record Words(String id, String grade, String maximum, String modified, String feedback) {}

  private static final List<Words> LANGUAGES =
      List.of(
          new Words(
              "Identifier", "Grade", "Maximum Grade", "Last modified (grade)", "Feedback comments"),
          new Words(
              "ID",
              "Bewertung",
              "Bestwertung",
              "Zuletzt geändert (Bewertung)",
              "Feedback als Kommentar"),
          new Words(
              "Identifiant",
              "Note",
              "Note maximale",
              "Dernière modification (note)",
              "Feedback par commentaires"),
          new Words(
              "Identificador",
              "Calificación",
              "Calificación máxima",
              "Última modificación (calificación)",
              "Comentarios de retroalimentación"),
          new Words(
              "Идентификатор",
              "Оценка",
              "Максимальная оценка",
              "Последнее изменение (оценка)",
              "Отзыв в виде комментария"),
          new Words(
              "Identificador",
              "Nota",
              "Nota máxima",
              "Última modificação (nota)",
              "Comentários de feedback"));

  private static final String CHANGEABLE = "Grade can be changed";
  private static final Pattern DOWNLOAD = Pattern.compile("_(\\d+)_assignsubmission_");
  private static final Pattern NUMBER_AT_END = Pattern.compile("(\\d+)\\D*$");

  @Override
  public boolean isHeader(List<String> header, Map<String, String> asked) {
    return columns(header, asked, Set.of()).isPresent();
  }

  @Override
  public Optional<GradebookColumns> columns(
      List<String> header, Map<String, String> asked, Set<String> titles) {
    Optional<Integer> id =
        GradebookColumns.asked(asked, "id", header)
            .or(() -> GradebookColumns.first(LANGUAGES.stream().map(Words::id), header));
    Optional<Integer> grade =
        GradebookColumns.asked(asked, "grade", header).or(() -> known(header));
    return id.isEmpty() || grade.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GradebookColumns(
                List.of(id.get()),
                grade.get(),
                GradebookColumns.asked(asked, "feedback", header)
                    .or(
                        () ->
                            GradebookColumns.first(
                                LANGUAGES.stream().map(Words::feedback), header)),
                GradebookColumns.asked(asked, "maximum", header)
                    .or(
                        () ->
                            GradebookColumns.first(LANGUAGES.stream().map(Words::maximum), header)),
                GradebookColumns.first(Stream.of(CHANGEABLE), header)));
  }

  /** Only with the time of the last change beside it, without which Moodle refuses the file. */
  private static Optional<Integer> known(List<String> header) {
    return GradebookColumns.first(
        LANGUAGES.stream().filter(w -> header.contains(w.modified())).map(Words::grade), header);
  }

  @Override
  public String key(String submission) {
    Matcher download = DOWNLOAD.matcher(submission);
    return download.find() ? download.group(1) : numberAtEnd(submission);
  }

  private static String numberAtEnd(String text) {
    Matcher number = NUMBER_AT_END.matcher(text);
    return number.find() ? number.group(1) : text;
  }

  @Override
  public boolean isAbout(String cell, String key) {
    return !cell.isBlank() && numberAtEnd(cell).equals(key);
  }

  @Override
  public Points grade(Sheet sheet) {
    return sheet.points().min(sheet.fullMark());
  }

  @Override
  public String comment(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
