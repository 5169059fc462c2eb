package io.github.statefulsetlab.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The count in what a page shows or a file holds: plain text, JSON or HTML. */
public final class CountText {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORD = "visit|count|hit|view|total";
  private static final String NUMBER = "(?<![\\d.])(\\d{1,18})(?![\\d]|\\.\\d)";
  private static final Pattern NAMED = Pattern.compile("(?i)" + WORD);

  /** The end of a word has a bound: a page may be one word of a megabyte. */
  private static final Pattern AFTER =
      Pattern.compile("(?i)(?:" + WORD + ")[a-z]{0,40}+[^\\d\\n]{0,40}?" + NUMBER);

  private static final Pattern BEFORE =
      Pattern.compile("(?i)" + NUMBER + "[^\\d\\n]{0,20}?(?:" + WORD + "|time)");
  private static final Pattern ANY = Pattern.compile("(\\d{1,18})");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,2000}+>");

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

  /** Without recursion, which a page could make as deep as it likes. */
  private static Optional<Long> number(JsonNode tree, Predicate<String> name) {
    Deque<JsonNode> next = new ArrayDeque<>(List.of(tree));
    while (!next.isEmpty()) {
      JsonNode node = next.pop();
      Optional<Long> found =
          node.properties().stream()
              .filter(field -> name.test(field.getKey()))
              .flatMap(field -> whole(field.getValue()).stream())
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
      List<JsonNode> inside = new ArrayList<>();
      node.forEach(inside::add);
      Collections.reverse(inside);
      inside.forEach(next::push);
    }
    return Optional.empty();
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
