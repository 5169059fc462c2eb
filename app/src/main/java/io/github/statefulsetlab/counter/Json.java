package io.github.statefulsetlab.counter;

import java.util.Map;
import java.util.stream.Collectors;

/** As much JSON as the pages need: one flat object. */
final class Json {

  private Json() {}

  /**
   * An object with these members, in their order; numbers and booleans as they are, all else as a
   * string.
   */
  static String object(Map<String, ?> members) {
    return members.entrySet().stream()
        .map(member -> string(member.getKey()) + ":" + value(member.getValue()))
        .collect(Collectors.joining(",", "{", "}\n"));
  }

  private static String value(Object value) {
    return value instanceof Number || value instanceof Boolean
        ? value.toString()
        : string(value.toString());
  }

  private static String string(String text) {
    return text.codePoints().mapToObj(Json::escaped).collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      default ->
          character < ' ' ? String.format("\\u%04x", character) : Character.toString(character);
    };
  }
}
