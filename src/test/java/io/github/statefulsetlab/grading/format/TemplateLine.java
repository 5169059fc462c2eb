package io.github.statefulsetlab.grading.format;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a chart's template that a hint names, as in {@code templates/statefulset.yaml:34}.
 *
 * @param file relative to the chart
 * @param line from 1 on; empty where only the file is known
 */
record TemplateLine(String file, Optional<Integer> line) {

  private static final Pattern PLACE =
      Pattern.compile(
          "(?<![\\w./-])(templates/(?:[\\w-][\\w.-]*+/)*+[\\w-][\\w.-]*\\.(?:ya?ml|tpl))(?::(\\d{1,6}))?");

  /** The first that the row's hint or what was seen names. */
  static Optional<TemplateLine> of(Row row) {
    return row.hint().flatMap(TemplateLine::in).or(() -> row.said().flatMap(TemplateLine::in));
  }

  static Optional<TemplateLine> in(String text) {
    Matcher place = PLACE.matcher(text);
    return place.find()
        ? Optional.of(
            new TemplateLine(
                place.group(1), Optional.ofNullable(place.group(2)).map(Integer::valueOf)))
        : Optional.empty();
  }
}
