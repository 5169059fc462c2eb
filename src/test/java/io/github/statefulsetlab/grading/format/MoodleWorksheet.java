package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Points;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Moodle's offline grading worksheet. Its columns are named in the site's language, and stand in
 * one order whatever the language: who a line is about comes first, the full mark follows the
 * grade. A line is about the number at the end of {@code Participant 12345}, and a grade above the
 * maximum is left out without a word.
 *
 * @see <a
 *     href="https://github.com/moodle/moodle/blob/main/mod/assign/feedback/offline/importgradeslib.php">The
 *     importer</a>
 * @see <a href="https://github.com/moodle/moodle/blob/main/mod/assign/gradingtable.php">The order
 *     of the columns</a>
 */
record MoodleWorksheet() implements GradebookSystem {

  private static final Pattern DOWNLOAD = Pattern.compile("_(\\d+)_assignsubmission_");
  private static final Pattern PARTICIPANT = Pattern.compile("(\\D+?)\\s*(\\d+)");
  private static final Pattern FULL_MARK = Pattern.compile("\\d{1,5}([.,]\\d{1,5})?");
  private static final Pattern GRADE = Pattern.compile("-?|\\d{1,5}([.,]\\d{1,5})?");

  /** Between the full mark and what says whether a line is locked: the state of the workflow. */
  private static final int BETWEEN = 2;

  private static final int FEW = 3;

  @Override
  public Optional<GradebookColumns> columns(
      GradebookTable table, Map<String, String> asked, Set<String> titles) {
    List<String> header = table.header();
    Optional<MoodleWords> language = MoodleWords.of(header);
    Optional<Integer> byPlace = language.isPresent() ? Optional.empty() : gradeByPlace(table);
    Optional<Integer> id =
        GradebookColumns.asked(asked, "id", header)
            .or(() -> MoodleWords.place(header, MoodleWords::id))
            .or(() -> byPlace.map(grade -> 0));
    Optional<Integer> grade =
        GradebookColumns.asked(asked, "grade", header)
            .or(() -> language.flatMap(words -> MoodleWords.place(header, words.grade())))
            .or(() -> byPlace);
    return id.isEmpty() || grade.isEmpty()
        ? Optional.empty()
        : Optional.of(columns(table, asked, id.get(), grade.get(), byPlace.isPresent()));
  }

  private static GradebookColumns columns(
      GradebookTable table, Map<String, String> asked, int id, int grade, boolean byPlace) {
    List<String> header = table.header();
    Optional<Integer> maximum =
        GradebookColumns.asked(asked, "maximum", header)
            .or(() -> MoodleWords.place(header, MoodleWords::maximum))
            .or(() -> Optional.of(grade + 1).filter(place -> isFullMark(table.column(place))));
    Optional<Integer> changeable =
        MoodleWords.place(header, MoodleWords::changeable)
            .or(() -> maximum.flatMap(place -> changeableAfter(place, table)));
    Optional<Integer> feedback =
        GradebookColumns.asked(asked, "feedback", header)
            .or(() -> MoodleWords.place(header, MoodleWords::feedback));
    List<String> notes =
        Stream.of(
                Optional.of(
                        "its columns were found by their places, since its language is not known: \"%s\" says who, \"%s\" takes the grade"
                            .formatted(header.get(id), header.get(grade)))
                    .filter(note -> byPlace),
                feedback.isPresent()
                    ? Optional.<String>empty()
                    : Optional.of(
                        "no column for comments was found; --gradebook-columns \"feedback=COLUMN\" names one"),
                unclear(table, changeable))
            .flatMap(Optional::stream)
            .toList();
    return new GradebookColumns(List.of(id), grade, feedback, maximum, changeable, notes);
  }

  /** The grade's place in a worksheet of whatever language. */
  private static Optional<Integer> gradeByPlace(GradebookTable table) {
    return areParticipants(table.column(0))
        ? IntStream.range(1, table.header().size() - BETWEEN)
            .boxed()
            .filter(place -> isFullMark(table.column(place + 1)))
            .filter(place -> table.column(place).stream().allMatch(GRADE.asMatchPredicate()))
            .findFirst()
        : Optional.empty();
  }

  /** One word, and a number of each line's own. */
  private static boolean areParticipants(List<String> cells) {
    List<Matcher> matched =
        cells.stream().map(PARTICIPANT::matcher).filter(Matcher::matches).toList();
    return !cells.isEmpty()
        && matched.size() == cells.size()
        && matched.stream().map(matcher -> matcher.group(1)).distinct().count() == 1
        && matched.stream().map(matcher -> matcher.group(2)).distinct().count() == cells.size();
  }

  /** The same number in each line. */
  private static boolean isFullMark(List<String> cells) {
    return cells.stream().distinct().count() == 1 && FULL_MARK.matcher(cells.get(0)).matches();
  }

  private static Optional<Integer> changeableAfter(int maximum, GradebookTable table) {
    return IntStream.rangeClosed(maximum + 1, maximum + BETWEEN)
        .boxed()
        .filter(place -> !table.column(place).isEmpty())
        .filter(
            place ->
                table.column(place).stream()
                    .allMatch(cell -> MoodleWords.isYes(cell) || MoodleWords.isNo(cell)))
        .findFirst();
  }

  private static Optional<String> unclear(GradebookTable table, Optional<Integer> changeable) {
    String words =
        changeable.stream()
            .flatMap(place -> table.column(place).stream())
            .filter(cell -> !MoodleWords.isYes(cell) && !MoodleWords.isNo(cell))
            .distinct()
            .limit(FEW)
            .map(cell -> '"' + cell + '"')
            .collect(Collectors.joining(", "));
    return changeable.isPresent() && words.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "which lines are locked could not be read%s; Moodle leaves a locked grade as it is when the file is uploaded"
                .formatted(words.isEmpty() ? "" : " from " + words));
  }

  @Override
  public String key(String submission) {
    Matcher download = DOWNLOAD.matcher(submission);
    return download.find() ? download.group(1) : submission.strip();
  }

  /** A number alone is a participant's; any other name has to be the whole cell. */
  @Override
  public boolean isAbout(String cell, String key) {
    Matcher participant = PARTICIPANT.matcher(cell.strip());
    return cell.strip().equals(key) || participant.matches() && participant.group(2).equals(key);
  }

  @Override
  public boolean isLocked(String cell) {
    return MoodleWords.isNo(cell);
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
