package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The grade book: a line for each submission and a column for each row of the rubric. A cell that
 * was not decided on is empty and never zero. What a spreadsheet would compute gets an apostrophe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class GradesCsv {

  private static final Pattern FORMULA = Pattern.compile("(?s)^[=+\\-@\\t\\r\\n＝＋－＠].*");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private GradesCsv() {}

  static String write(List<Sheet> sheets) {
    Set<String> columns = new LinkedHashSet<>(facts().keySet());
    List<Map<String, String>> lines = new ArrayList<>();
    for (Sheet sheet : sheets) {
      Map<String, String> line = line(sheet);
      columns.addAll(line.keySet());
      lines.add(line);
    }
    CsvSchema schema =
        CsvSchema.builder()
            .addColumns(columns, CsvSchema.ColumnType.STRING)
            .setUseHeader(true)
            .setLineSeparator("\r\n")
            .build();
    try {
      return CSV.writer(schema).writeValueAsString(lines);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A grade book is made of plain text.", e);
    }
  }

  /** The columns that are always there, in their order. */
  private static Map<String, String> facts() {
    Map<String, String> line = new LinkedHashMap<>();
    for (String column :
        List.of(
            "id", "name", "score", "max", "open", "percent", "verdict", "graded", "chart",
            "version", "ref", "commit", "values", "seconds")) {
      line.put(column, "");
    }
    return line;
  }

  private static Map<String, String> line(Sheet sheet) {
    ChartFacts chart = sheet.submission().chart();
    Map<String, String> line = facts();
    line.put("id", guarded(sheet.id()));
    line.put("name", guarded(Objects.requireNonNullElse(sheet.submission().name(), "")));
    line.put("max", sheet.fullMark().toString());
    line.put("open", sheet.open().toString());
    line.put("verdict", sheet.submission().verdict().name());
    line.put("graded", sheet.isUngraded() ? "no" : "yes");
    line.put("chart", guarded(chart.name()));
    line.put("version", guarded(chart.version()));
    SourceFacts source = sheet.submission().source();
    if (source != null) {
      line.put("ref", guarded(Objects.requireNonNullElse(source.ref(), "")));
      line.put("commit", source.commit());
    }
    line.put("values", guarded(values(chart)));
    line.put("seconds", BigDecimal.valueOf(Math.round(sheet.seconds() * 10), 1).toString());
    if (!sheet.isUngraded()) {
      line.put("score", sheet.points().toString());
      line.put("percent", percent(sheet));
    }
    sheet.rows().forEach(row -> line.put(column(row), points(row)));
    return line;
  }

  /** A row may be called as one of the facts, which it must not replace. */
  private static String column(Row row) {
    return facts().containsKey(row.id()) ? "row " + row.id() : row.id();
  }

  private static String values(ChartFacts chart) {
    if (chart.values() == null) {
      return "";
    }
    List<String> files = new ArrayList<>(chart.values().files());
    if (chart.values().found() != null) {
      files.addAll(chart.values().found().files());
    }
    return String.join(" ", files);
  }

  private static String percent(Sheet sheet) {
    Points max = sheet.fullMark();
    return max.isZero()
        ? ""
        : sheet
            .points()
            .number()
            .movePointRight(2)
            .divide(max.number(), 1, RoundingMode.HALF_UP)
            .toPlainString();
  }

  private static String points(Row row) {
    return row.state().counts() ? row.points().toString() : "";
  }

  /** The cell as text for a spreadsheet: an apostrophe keeps it from being computed. */
  static String guarded(String cell) {
    return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }
}
