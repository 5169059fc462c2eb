package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Grade;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a grade in all formats that were asked for, beside {@code grades.csv} and {@code
 * junit.xml}.
 *
 * @param environment the variables that the systems set
 * @param places where the run's folders are, as the systems name them
 * @param published whether the work is due, so that students may see rows of {@code after-due-date}
 */
public record Formats(
    Set<Format> formats, Map<String, String> environment, Places places, boolean published) {

  /**
   * Folders as the systems name them.
   *
   * @param chart the chart's folder in the repository; empty for its root
   * @param reports the reports in a job's artifacts, with a slash at the end
   */
  public record Places(String chart, String reports) {}

  /** Writes all files into the folder of reports and removes those of earlier runs. */
  public void write(Grade grade, Path reports) {
    FormatFolder folder = new FormatFolder(reports);
    List<Sheet> sheets = Sheet.of(grade);
    folder.write("grades.csv", GradesCsv.write(sheets));
    folder.write("junit.xml", new JUnitXml(places.reports()).write(sheets));
    ofSubmission(Format.CLASSROOM50, new Classroom50(environment), sheets, folder);
    ofSubmission(Format.GRADESCOPE, new Gradescope(), sheets, folder);
    ofSubmission(Format.PRAIRIELEARN, new PrairieLearn(), sheets, folder);
    ofSubmission(Format.AUTOLAB, new Autolab(), sheets, folder);
    ofTeacher(sheets, folder);
    ofRun(sheets.stream().map(sheet -> sheet.forStudent(published)).toList(), folder);
  }

  private void ofSubmission(
      Format format, SheetFormat writer, List<Sheet> sheets, FormatFolder folder) {
    for (Sheet sheet : sheets) {
      folder.fill(
          folder.of(sheet.id(), format),
          formats.contains(format) ? writer.files(sheet.forStudent(published)) : Map.of());
    }
  }

  /** Gradescope alone can keep a row from the student: its teacher's file has all of them. */
  private void ofTeacher(List<Sheet> sheets, FormatFolder folder) {
    for (Sheet sheet : sheets) {
      boolean wanted = formats.contains(Format.GRADESCOPE) && sheet.hidesRows();
      folder.fill(
          folder.ofTeacher(sheet.id(), Format.GRADESCOPE),
          wanted ? new Gradescope().files(sheet) : Map.of());
    }
  }

  private void ofRun(List<Sheet> sheets, FormatFolder folder) {
    folder.fill(
        folder.of(Format.GITHUB),
        formats.contains(Format.GITHUB)
            ? Map.of(
                "summary.md", GithubSummary.of(sheets),
                "annotations.txt", new GithubAnnotations(places.chart()).write(sheets))
            : Map.of());
    folder.fill(
        folder.of(Format.GITLAB),
        formats.contains(Format.GITLAB)
            ? Map.of("junit.xml", new JUnitXml(places.reports()).write(sheets))
            : Map.of());
  }
}
