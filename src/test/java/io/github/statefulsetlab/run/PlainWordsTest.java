package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainWordsTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> PODS = List.of("web-0", "web-1");
  private static final List<Long> COUNTS = List.of(6L, 7L);

  static Stream<Arguments> forms() {
    return Stream.of(
        form(
            "isEqualTo",
            () -> assertThat(6L).as("count").isEqualTo(5L),
            "count: expected 5, but saw 6"),
        form(
            "isEqualTo of lists",
            () -> assertThat(COUNTS).as("counts").isEqualTo(List.of(6L, 8L)),
            "counts: expected [6, 8], but saw [6, 7]"),
        form(
            "isNotEqualTo",
            () -> assertThat("a").as("file").isNotEqualTo("a"),
            "file: expected another than \"a\", but saw that"),
        form(
            "isEmpty",
            () -> assertThat(PODS).as("pods").isEmpty(),
            "pods: expected none, but saw [\"web-0\", \"web-1\"]"),
        form(
            "isEmpty of an Optional",
            () -> assertThat(Optional.of("x")).as("marker").isEmpty(),
            "marker: expected none, but saw \"x\""),
        form(
            "isPresent",
            () -> assertThat(Optional.empty()).as("probe").isPresent(),
            "probe: expected one, but saw none"),
        form(
            "isNotEmpty",
            () -> assertThat(List.of()).as("pods").isNotEmpty(),
            "pods: expected at least one, but saw none"),
        form(
            "isTrue",
            () -> assertThat(false).as("headless").isTrue(),
            "headless: expected it to be so, but it is not"),
        form(
            "isFalse",
            () -> assertThat(true).as("gone").isFalse(),
            "gone: expected it not to be so, but it is"),
        form(
            "contains",
            () -> assertThat(PODS).as("pods").contains("web-2"),
            "pods: expected [\"web-2\"] among others, but saw [\"web-0\", \"web-1\"], without"
                + " [\"web-2\"]"),
        form(
            "containsAll",
            () -> assertThat(PODS).as("pods").containsAll(List.of("web-2")),
            "among others"),
        form(
            "contains of an Optional",
            () -> assertThat(Optional.of("a")).as("marker").contains("b"),
            "marker: expected \"b\", but saw Optional"),
        form(
            "contains of an empty Optional",
            () -> assertThat(Optional.<String>empty()).as("marker").contains("b"),
            "marker: expected \"b\", but saw none"),
        form(
            "contains of a string",
            () -> assertThat("abc").as("words").contains("x"),
            "words: expected \"x\" in it, but saw \"abc\""),
        form(
            "containsExactly",
            () -> assertThat(PODS).as("a").containsExactly("web-0", "x"),
            "without [\"x\"] and with [\"web-1\"], too"),
        form(
            "containsExactly, one too many",
            () -> assertThat(PODS).as("a").containsExactly("web-0"),
            "with [\"web-1\"], too"),
        form(
            "containsExactly, one missing",
            () -> assertThat(List.of("b")).as("a").containsExactly("b", "c"),
            "without [\"c\"]"),
        form(
            "in any order",
            () -> assertThat(PODS).as("a").containsExactlyInAnyOrder("web-0", "x"),
            "in any order, but saw"),
        form(
            "in any order, one too many",
            () -> assertThat(PODS).as("a").containsExactlyInAnyOrderElementsOf(List.of("web-1")),
            "with [\"web-0\"], too"),
        form(
            "in any order, one missing",
            () -> assertThat(List.of("b")).as("a").containsExactlyInAnyOrder("b", "c"),
            "without [\"c\"]"),
        form(
            "containsOnly",
            () -> assertThat(PODS).as("a").containsOnly("web-0"),
            "a: expected only [\"web-0\"], but saw"),
        form(
            "containsOnly, other",
            () -> assertThat(PODS).as("a").containsOnly("x"),
            "a: expected only [\"x\"], but saw"),
        form(
            "doesNotContain",
            () -> assertThat(PODS).as("a").doesNotContain("web-0"),
            "a: expected no [\"web-0\"], but saw"),
        form(
            "allMatch",
            () -> assertThat(PODS).as("a").allMatch(p -> p.endsWith("0")),
            "a: expected it of all, but not so is \"web-1\"; all are"),
        form(
            "allMatch, several",
            () -> assertThat(PODS).as("a").allMatch(String::isEmpty),
            "a: expected it of all, but not so"),
        form(
            "noneMatch",
            () -> assertThat(PODS).as("a").noneMatch(p -> p.endsWith("0")),
            "a: expected it of none, but so is \"web-0\""),
        form(
            "anyMatch",
            () -> assertThat(PODS).as("a").anyMatch(String::isEmpty),
            "a: expected it of one at least, but saw"),
        form(
            "matches",
            () -> assertThat(PODS).as("a").matches(List::isEmpty, "selected"),
            "a: expected it to be selected, but saw"),
        form(
            "isGreaterThanOrEqualTo",
            () -> assertThat(2).as("pods").isGreaterThanOrEqualTo(3),
            "pods: expected at least 3, but saw 2"),
        form(
            "isBetween",
            () -> assertThat(9L).as("count").isBetween(1L, 3L),
            "count: expected a number in [1, 3], but saw 9"),
        form(
            "endsWith",
            () -> assertThat(PODS).as("a").endsWith("x"),
            "a: expected [\"x\"] at the end, but saw"),
        form(
            "hasSameSizeAs",
            () -> assertThat(PODS).as("a").hasSameSizeAs(List.of("x")),
            "a: expected 1 of them, as in"),
        form(
            "doesNotHaveDuplicates",
            () -> assertThat(List.of("v", "v")).as("volumes").doesNotHaveDuplicates(),
            "volumes: expected each once, but saw [\"v\"] more than once in"),
        form(
            "a long list",
            () ->
                assertThat(IntStream.range(0, 40).mapToObj(i -> "web-of-a-long-name-" + i).toList())
                    .as("pods")
                    .contains("x"),
            "pods: expected [\"x\"] among others, but saw [\"web-of-a-long-name-0\""));
  }

  private static Arguments form(String name, ThrowingCallable assertion, String plain) {
    return argumentSet(name, assertion, plain);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void saysWhatWasExpectedAndWhatWasSeen(ThrowingCallable assertion, String plain) {
    String message = String.valueOf(catchThrowable(assertion).getMessage());

    String words = PlainWords.of(message).strip();

    assertThat(words)
        .contains(plain)
        .doesNotContain("Expecting", "to contain", "expected:", "predicate");
    assertThat(words).doesNotContainPattern("\\d+L\\b");
  }

  static Stream<Arguments> ofSeveralLines() {
    String text = "first\n\"second\"\n";
    return Stream.of(
        form(
            "isEqualTo",
            () -> assertThat("x").as("file").isEqualTo(text),
            "file: expected \"" + text + "\", but saw \"x\""),
        form(
            "isEqualTo of what is not",
            () -> assertThat(text).as("file").isEqualTo("x"),
            "file: expected \"x\", but saw \"" + text + "\""),
        form(
            "contains of a string",
            () -> assertThat("x").as("file").contains(text),
            "file: expected \"" + text + "\" in it, but saw \"x\""),
        form(
            "contains in a string",
            () -> assertThat(text).as("file").contains("x"),
            "file: expected \"x\" in it, but saw \"" + text + "\""),
        form(
            "isEmpty of a list",
            () -> assertThat(List.of(text, "x")).as("errors").isEmpty(),
            "errors: expected none, but saw [\"" + text + "\", \"x\"]"),
        form(
            "isEmpty of an Optional",
            () -> assertThat(Optional.of(text)).as("answer").isEmpty(),
            "answer: expected none, but saw \"" + text + "\""),
        form(
            "contains of a list",
            () -> assertThat(List.of("x")).as("files").contains(text),
            "files: expected [\""
                + text
                + "\"] among others, but saw [\"x\"], without [\""
                + text
                + "\"]"),
        form(
            "endsWith",
            () -> assertThat(List.of("x")).as("files").endsWith(text),
            "files: expected [\"" + text + "\"] at the end, but saw [\"x\"]"));
  }

  @ParameterizedTest
  @MethodSource("ofSeveralLines")
  void valuesOfSeveralLinesStayWhole(ThrowingCallable assertion, String plain) {
    String message = String.valueOf(catchThrowable(assertion).getMessage());
    String story = "Waited 30 s for: it.\n" + message + "\n\nNAME   READY\n\"web-0\"  [1/1]\n";

    assertThat(PlainWords.of(message)).isEqualToNormalizingWhitespace(plain);
    assertThat(PlainWords.of(story).lines().map(String::strip).toList())
        .containsSubsequence("Waited 30 s for: it.", "NAME   READY", "\"web-0\"  [1/1]");
    assertThat(PlainWords.of(story).replaceAll("\\s+", " "))
        .contains(plain.replaceAll("\\s+", " ") + " NAME");
  }

  @Test
  void whatStandsAroundItStays() {
    String story =
        "Waited 30 s for: the restart.\n"
            + "[restarts of web-0] \n"
            + "expected: 1\n"
            + " but was: 0\n\n"
            + "NAME   READY\n"
            + "web-0  1/1\n"
            + "Last events:\n"
            + "none";

    assertThat(PlainWords.of(story))
        .isEqualTo(
            "Waited 30 s for: the restart.\n"
                + "restarts of web-0: expected 1, but saw 0\n\n"
                + "NAME   READY\n"
                + "web-0  1/1\n"
                + "Last events:\n"
                + "none");
  }

  @Test
  void anythingElseIsLeftAlone() {
    assertThat(PlainWords.of("The file 6L holds no number: $1 \\"))
        .isEqualTo("The file 6L holds no number: $1 \\");
  }

  /** What a page says is in messages; each of these took minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Expecting actual:\n",
        "Expecting actual:\n \"a\"\nto contain:\n",
        "Expecting actual:\nto contain exactly (and in same order):\nbut some elements were not found:\n",
        "expected: \"",
        "Expecting A.b.",
        "Expecting A<",
        "Expecting actual:\n    "
      })
  void areFoundInNoMoreTimeThanAMessageIsLong(String piece) {
    for (int length : List.of(8_000, 1_000_000)) {
      String message = piece.repeat(length / piece.length());

      assertTimeoutPreemptively(SOON, () -> PlainWords.of(message));
    }
  }
}
