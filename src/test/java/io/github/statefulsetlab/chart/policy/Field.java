package io.github.statefulsetlab.chart.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A field of a rendered object, set or not.
 *
 * @param object kind and name of the object
 * @param path as in {@code spec.containers[0].image}; empty for the object itself
 * @param key the name of the field in what it lies in; empty for items of lists
 */
record Field(String object, String path, String key, JsonNode value) {

  private static final int SHOWN = 60;

  /** The field of that name, or of those names one in another, separated by dots. */
  Field at(String names) {
    Field field = this;
    for (String name : names.split("\\.")) {
      String below = field.path.isEmpty() ? name : field.path + "." + name;
      field = new Field(object, below, name, field.value.path(name));
    }
    return field;
  }

  /** The field that a JSON pointer leads to. */
  Field pointed(String pointer) {
    return pointer.isEmpty() ? this : at(pointer.substring(1).replace('/', '.'));
  }

  /** The items of a list; none where it is none. */
  Stream<Field> items() {
    return IntStream.range(0, value.isArray() ? value.size() : 0)
        .mapToObj(i -> new Field(object, "%s[%d]".formatted(path, i), "", value.path(i)));
  }

  /** The fields of an object; none where it is not one. */
  Stream<Field> fields() {
    return value.properties().stream()
        .map(
            e ->
                new Field(
                    object,
                    path.isEmpty() ? e.getKey() : path + "." + e.getKey(),
                    e.getKey(),
                    e.getValue()));
  }

  /** What lies under this key anywhere in it, the deepest last. */
  Stream<Field> everywhere(String name) {
    return Stream.concat(fields(), items())
        .flatMap(
            field ->
                Stream.concat(
                    field.key().equals(name) ? Stream.of(field) : Stream.empty(),
                    field.everywhere(name)));
  }

  /** The entries of a map; none where it is not one. */
  Stream<Field> entries() {
    return value.properties().stream()
        .map(
            e -> new Field(object, "%s[%s]".formatted(path, e.getKey()), e.getKey(), e.getValue()));
  }

  /** Whether it says anything. */
  boolean isSet() {
    return !value.isMissingNode() && !value.isNull() && !(value.isTextual() && text().isEmpty());
  }

  /** Whether it says anything but no: what is not understood is not harmless. */
  boolean isOn() {
    return isSet() && !(value.isBoolean() && !value.booleanValue());
  }

  /** Whether it says anything but these. */
  boolean isNoneOf(List<String> harmless) {
    return isSet() && !harmless.contains(text());
  }

  String text() {
    return value.asText();
  }

  Violation offence(String remedy) {
    String shown = value.isValueNode() ? text() : value.toString();
    return new Violation(
        object, path, shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown, remedy);
  }

  /** The offence, or nothing where there is none. */
  Stream<Violation> offenceIf(boolean offends, String remedy) {
    return offends ? Stream.of(offence(remedy)) : Stream.empty();
  }
}
