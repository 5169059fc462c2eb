package io.github.statefulsetlab.grading.rubric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Criterion;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A rubric that is no rubric is refused at once, with its place and a remedy")
class YamlLimitsTest {

  private static final String HEAD =
      """
      id: made-up
      title: Made up
      tasks:
        - id: "1"
          title: A task
          items:
      """;

  private static String row(String row) {
    return HEAD + "      - " + row + "\n";
  }

  private static Rubric read(String text) {
    return new RubricReader(Criterion.all()).read("r.yaml", text, "digest");
  }

  static Stream<Arguments> unusable() {
    return Stream.of(
        Arguments.of("[".repeat(100_000), "r.yaml:1:21: values are nested too deeply"),
        Arguments.of(row("{any-of: [".repeat(30_000)), "r.yaml:7:89: values are nested too"),
        Arguments.of("a:\n" + deepBlocks(2_000), "r.yaml:21:20: values are nested too deeply"),
        Arguments.of(bomb(), "values in it. Use fewer, or fewer aliases"),
        Arguments.of(alternatives(), "r.yaml:7:59: there are more than 20000 values in it"),
        Arguments.of(row("&x {id: a, title: A, any-of: [*x, *x]}"), "r.yaml:7:9: the value holds"),
        Arguments.of(row("{id: a, title: A, any-of: &x [{any-of: *x}]}"), "r.yaml:7:35: the value"),
        Arguments.of(row("{<<: {criterion: a}, points: 1}"), "r.yaml:7:10: unknown field \"<<\""),
        Arguments.of(row("{? [a] : 1}"), "r.yaml:7:12: expected a text"),
        Arguments.of(row("*none"), "r.yaml:7:9: not YAML: found undefined alias none"),
        Arguments.of(HEAD + "\t- {person: A, id: a, points: 1}", "r.yaml:7:1: not YAML: found"),
        Arguments.of(row("{person: A, id: a, points: !!java/F 1}"), "r.yaml:7:36: not YAML"),
        Arguments.of("id: \u0007", "r.yaml: not YAML: "),
        Arguments.of(row("{person: A, id: a, points: 1}") + "---\nid: b\n", "r.yaml:8:1: not YAML"),
        Arguments.of(row("{person: A, id: a, points: 1000000.01}"), "is not a number from 0 to"),
        Arguments.of(
            rows(2, i -> "{person: A, id: a" + i + ", points: 999999}"), "add up to 1999998"),
        Arguments.of("id: " + "x".repeat(100_000) + "!\ntitle: a\ntasks: []\n", "…. Use lowercase"),
        Arguments.of(rows(500, i -> "{criterion: no.such" + i + "}"), "… and 470 more"));
  }

  private static String rows(int number, IntFunction<String> row) {
    return HEAD
        + IntStream.range(0, number)
            .mapToObj(i -> "      - " + row.apply(i) + "\n")
            .collect(Collectors.joining());
  }

  private static String deepBlocks(int levels) {
    return IntStream.range(0, levels)
        .mapToObj(i -> " ".repeat(i) + "-\n")
        .collect(Collectors.joining());
  }

  private static String bomb() {
    StringBuilder text = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
    for (int i = 1; i < names.size(); i++) {
      String before = "*" + names.get(i - 1);
      text.append("%s: &%1$s [%s]\n".formatted(names.get(i), (before + ", ").repeat(8) + before));
    }
    return text.toString();
  }

  /** As deep as rows may be nested, and wide. */
  private static String alternatives() {
    String all = "[" + "chart.lints, ".repeat(199) + "chart.lints]";
    return row(
        "{id: q, title: Q, points: 1, any-of: [&c {any-of: [&b {any-of: %s}%s]}%s]}"
            .formatted(all, ", *b".repeat(199), ", *c".repeat(199)));
  }

  @ParameterizedTest
  @MethodSource("unusable")
  @Timeout(2)
  void everyWayOfItIsRefused(String text, String says) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(RubricException.class)
        .hasMessageContaining(says)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(10_000));
  }

  @Test
  void anAliasThatStandsForAFewWordsIsFine() {
    assertThat(
            read(HEAD
                    + "      - &a {person: A, id: a, points: &one 1}\n"
                    + "      - {person: B, id: b, points: *one}\n")
                .items())
        .hasSize(2);
  }
}
