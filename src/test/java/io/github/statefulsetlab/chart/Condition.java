package io.github.statefulsetlab.chart;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A condition of a Go template, as far as it compares values with strings or asks whether they are
 * set.
 *
 * @param word a function, a value's path or a literal; empty for a group
 * @param parts of a group
 */
record Condition(String word, List<Condition> parts) {

  private static final String STATEFUL_SET = "StatefulSet";

  /** Of a condition that a person writes; what is said of a longer one is nothing. */
  private static final int LONGEST = 2_000;

  private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|`[^`]*`|[()|]|[^\\s()|\"`]+");
  private static final Pattern VALUE = Pattern.compile("\\$?\\.Values((?:\\.[A-Za-z_]\\w*)+)");

  /**
   * Reads a condition.
   *
   * @param helpers the bodies of the chart's named templates, by name
   */
  static Condition read(String text, Map<String, String> helpers) {
    String read = text.length() > LONGEST ? "" : text;
    Iterator<String> tokens =
        TOKEN.matcher(read).results().map(MatchResult::group).toList().iterator();
    return group(tokens).with(helpers);
  }

  private static Condition group(Iterator<String> tokens) {
    List<Condition> parts = new ArrayList<>();
    while (tokens.hasNext()) {
      String token = tokens.next();
      if (token.equals(")")) {
        break;
      }
      parts.add(token.equals("(") ? group(tokens) : new Condition(token, List.of()));
    }
    return new Condition("", parts);
  }

  /** The same with the value that a helper takes its text from in the place of the helper. */
  private Condition with(Map<String, String> helpers) {
    if (parts.size() > 1 && parts.get(0).word().equals("include")) {
      return VALUE
          .matcher(helpers.getOrDefault(parts.get(1).literal().orElse(""), ""))
          .results()
          .map(MatchResult::group)
          .findFirst()
          .map(value -> new Condition(value, List.of()))
          .orElse(this);
    }
    return new Condition(word, parts.stream().map(part -> part.with(helpers)).toList());
  }

  /** The path of the first value in it, without {@code .Values}. */
  Optional<String> path() {
    Matcher value = VALUE.matcher(word);
    return value.matches()
        ? Optional.of(value.group(1).substring(1))
        : parts.stream().flatMap(part -> part.path().stream()).findFirst();
  }

  private Optional<String> literal() {
    return word.length() > 1 && (word.startsWith("\"") || word.startsWith("`"))
        ? Optional.of(word.substring(1, word.length() - 1))
        : Optional.empty();
  }

  /** Adds the values with which the condition holds, or does not. */
  void put(boolean holds, Map<String, String> values) {
    List<Condition> arguments = parts.stream().skip(1).toList();
    switch (parts.isEmpty() ? "" : parts.get(0).word()) {
      case "and", "or" -> arguments.forEach(argument -> argument.put(holds, values));
      case "not" -> arguments.forEach(argument -> argument.put(!holds, values));
      case "eq" -> compare(holds, arguments, values);
      case "ne" -> compare(!holds, arguments, values);
      default -> path().ifPresent(path -> values.putIfAbsent(path, String.valueOf(holds)));
    }
  }

  /** What must not be some other kind is to be a StatefulSet. */
  private static void compare(
      boolean equal, List<Condition> arguments, Map<String, String> values) {
    Optional<String> path =
        arguments.stream().flatMap(argument -> argument.path().stream()).findFirst();
    Stream<String> literals = arguments.stream().flatMap(argument -> argument.literal().stream());
    String literal = literals.findFirst().orElse(STATEFUL_SET);
    path.ifPresent(
        name ->
            values.putIfAbsent(
                name, equal ? literal : literal.equals(STATEFUL_SET) ? "" : STATEFUL_SET));
  }
}
