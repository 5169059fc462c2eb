package io.github.statefulsetlab.grading.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.format.reader.AutolabDriver;
import io.github.statefulsetlab.grading.format.reader.Classroom50Runner;
import io.github.statefulsetlab.grading.format.reader.GradebookImporters;
import io.github.statefulsetlab.grading.format.reader.GradebookImporters.Language;
import io.github.statefulsetlab.grading.format.reader.JUnitReaders;
import io.github.statefulsetlab.grading.format.reader.PrairieLearnGrader;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("In every format, over random grades")
class EveryFormatTest {

  static Stream<Sheet> sheets() {
    return Stream.concat(
            LongStream.range(0, 40).mapToObj(SampleGrades::random),
            LongStream.range(0, 80).mapToObj(SampleGrades::scored))
        .flatMap(grade -> Sheet.of(grade).stream());
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void rowsOfClassroom50AreWholeAndAddUp(Sheet sheet) throws IOException {
    Map<String, String> environment = new HashMap<>(Classroom50Test.ENVIRONMENT);
    Map<String, String> files = new Classroom50(environment).files(sheet);
    assertThat(files.isEmpty()).isEqualTo(sheet.isUngraded());
    if (files.isEmpty()) {
      return;
    }
    JsonNode result = Schemas.json(files.getOrDefault("result.json", ""));

    assertThat(new Classroom50Runner(environment).refuses(result)).isEmpty();
    assertThat(sum(result.path("tests"), "score")).isEqualByComparingTo(number(result, "score"));
    assertThat(sum(result.path("tests"), "max-score"))
        .isEqualByComparingTo(number(result, "max-score"));
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void rowsOfGradescopeAddUp(Sheet sheet) throws IOException {
    Map<String, String> files = new Gradescope().files(sheet);
    assertThat(files.isEmpty()).isEqualTo(sheet.isUngraded());
    if (files.isEmpty()) {
      return;
    }
    JsonNode results = Schemas.json(files.getOrDefault("results.json", ""));

    assertThat(sum(results.path("tests"), "score")).isEqualByComparingTo(number(results, "score"));
    assertThat(number(results, "score")).isEqualByComparingTo(sheet.points().number());
    assertThat(Schemas.violations("gradescope.schema.json", results)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void theScoreOfPrairieLearnIsBetween0And1AndThatOfItsRows(Sheet sheet) throws IOException {
    String file = new PrairieLearn().files(sheet).getOrDefault("results.json", "");
    PrairieLearnGrader.Processed processed = PrairieLearnGrader.process(file, 0);

    assertThat(processed.succeeded()).isTrue();
    assertThat(processed.gradable()).isEqualTo(!sheet.isUngraded() && !sheet.max().isZero());
    if (processed.gradable()) {
      BigDecimal points = sum(Schemas.json(file).path("tests"), "points");
      double expected = points.doubleValue() / sheet.max().number().doubleValue();
      assertThat(processed.score()).isCloseTo(Math.min(1, expected), within());
    }
  }

  private static Offset<Double> within() {
    return Offset.offset(0.00005001);
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void problemsOfAutolabAddUp(Sheet sheet) {
    String printed = new Autolab().files(sheet).getOrDefault("autolab.txt", "");
    Points decided =
        Points.sum(
            sheet.submission().tasks().stream()
                .filter(task -> task.score().ungraded().isZero())
                .map(task -> task.score().points())
                .toList());

    assertThat(
            AutolabDriver.scores(printed).orElse(Map.of()).values().stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(decided.number());
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void junitCountsItsRows(Sheet sheet) throws Exception {
    String xml = new JUnitXml("reports/").write(List.of(sheet));

    Schemas.validateJUnit(xml);
    assertThat(JUnitReaders.gitlab(xml)).hasSameSizeAs(sheet.rows());
    assertThat(xml)
        .contains(
            "failures=\"%d\""
                .formatted(
                    JUnitReaders.gitlab(xml).stream()
                        .filter(c -> c.status().equals("failed"))
                        .count()));
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void cellsOfTheGradesAddUp(Sheet sheet) throws IOException {
    Map<String, String> line = GradesCsvTest.read(GradesCsv.write(List.of(sheet))).get(0);

    assertThat(line).containsEntry("score", sheet.isUngraded() ? "" : sheet.points().toString());
    assertThat(
            sheet.rows().stream()
                .map(row -> line.getOrDefault(row.id(), ""))
                .filter(cell -> !cell.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(sheet.points().number());
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void rowsOfTheTablesAddUp(Sheet sheet) {
    Pattern points = Pattern.compile("\\| ([0-9.]+) of [0-9.]+ points \\|");

    assertThat(
            points
                .matcher(SheetMarkdown.of(sheet))
                .results()
                .map(row -> new BigDecimal(row.group(1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(sheet.points().number());
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void moodleTakesTheTotalOrTheFullMarkOrNothing(Sheet sheet) throws IOException {
    String file =
        "Identifier,Grade,Maximum grade,Grade can be changed,Last modified (grade)\n%s,,%s,Yes,-\n"
            .formatted(sheet.id(), sheet.fullMark());
    byte[] filled = Gradebook.fill(file.getBytes(UTF_8), Map.of(), List.of(sheet)).content();
    Map<String, Double> taken =
        GradebookImporters.moodle(
                filled,
                new Language("Identifier", "Grade", "Last modified (grade)", ""),
                sheet.fullMark().number().doubleValue())
            .orElseThrow();

    assertThat(taken)
        .isEqualTo(
            sheet.isUngraded()
                ? Map.of()
                : Map.of(sheet.id(), sheet.points().min(sheet.fullMark()).number().doubleValue()));
  }

  @ParameterizedTest
  @MethodSource("sheets")
  void aStudentSeesNothingOfAHiddenRow(Sheet sheet) {
    Sheet student = sheet.forStudent(false);

    assertThat(student.rows()).hasSizeLessThanOrEqualTo(sheet.rows().size());
    assertThat(student.hidesRows()).isFalse();
    assertThat(student.points())
        .isEqualTo(Points.sum(student.counted().stream().map(Row::points).toList()));
  }

  private static BigDecimal sum(JsonNode tests, String field) {
    return StreamSupport.stream(tests.spliterator(), false)
        .map(test -> test.path(field).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal number(JsonNode node, String field) {
    return node.path(field).decimalValue();
  }
}
