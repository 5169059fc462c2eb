package io.github.statefulsetlab.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The count in what a page shows or a file holds: plain text, JSON or HTML. */
public final class CountText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORD = "visit|count|hit|view|total";
  private static final String NUMBER = "(?<![\\d.])(\\d{1,18})(?![\\d]|\\.\\d)";
  private static final Pattern NAMED = Pattern.compile("(?i)" + WORD);
  private static final Pattern AFTER =
      Pattern.compile("(?i)(?:" + WORD + ")[a-z]*[^\\d\\n]{0,40}?" + NUMBER);
  private static final Pattern BEFORE =
      Pattern.compile("(?i)" + NUMBER + "[^\\d\\n]{0,20}?(?:" + WORD + "|time)");
  private static final Pattern ANY = Pattern.compile("(\\d{1,18})");
  private static final Pattern TAG = Pattern.compile("<[^>]{0,2000}>");

  private CountText() {}

  /**
   * The count: in JSON the number whose field is named like one, in other text the number beside
   * such a word, else the first number there is; empty where there is none.
   */
  public static Optional<Long> read(String text) {
    return json(text).or(() -> words(TAG.matcher(text).replaceAll(" ")));
  }

  private static Optional<Long> json(String text) {
    if (!text.stripLeading().startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(text);
      return number(tree, NAMED.asPredicate()).or(() -> number(tree, name -> true));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> number(JsonNode node, Predicate<String> name) {
    Stream<Optional<Long>> own =
        node.properties().stream()
            .filter(field -> name.test(field.getKey()))
            .map(field -> whole(field.getValue()));
    Stream<Optional<Long>> inside =
        StreamSupport.stream(node.spliterator(), false).map(child -> number(child, name));
    return Stream.concat(own, inside).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Long> whole(JsonNode value) {
    boolean isNumber =
        value.canConvertToExactIntegral() && value.canConvertToLong()
            || value.isTextual() && value.asText().matches("\\d{1,18}");
    return isNumber ? Optional.of(value.asLong()) : Optional.empty();
  }

  private static Optional<Long> words(String text) {
    return first(AFTER, text).or(() -> first(BEFORE, text)).or(() -> first(ANY, text));
  }

  private static Optional<Long> first(Pattern pattern, String text) {
    Matcher number = pattern.matcher(text);
    return number.find() ? Optional.of(Long.valueOf(number.group(1))) : Optional.empty();
  }
}
