package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.format.CsvCells.Cell;
import java.util.List;

/** The cells of a grade book: a header, and a line for each person. */
record GradebookTable(List<String> header, List<List<Cell>> people) {

  static GradebookTable of(CsvCells csv) {
    List<List<Cell>> lines = csv.lines();
    return new GradebookTable(
        lines.isEmpty()
            ? List.of()
            : lines.get(0).stream().map(cell -> cell.text().strip()).toList(),
        lines.stream().skip(1).filter(GradebookTable::isFilled).toList());
  }

  private static boolean isFilled(List<Cell> line) {
    return line.stream().anyMatch(cell -> !cell.text().isBlank());
  }

  /** What the lines have in this place, without blanks around it; less where a line is shorter. */
  List<String> column(int place) {
    return people.stream()
        .filter(line -> line.size() > place)
        .map(line -> line.get(place).text().strip())
        .toList();
  }
}
