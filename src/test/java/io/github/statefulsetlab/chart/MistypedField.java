package io.github.statefulsetlab.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The field of a rendered object whose value is of another type than Kubernetes expects. */
final class MistypedField {

  private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: [^/\\s]+/(\\S+)");
  private static final int LONGEST_SHOWN = 80;

  private MistypedField() {}

  /**
   * The first field whose value is text as it was written, and a number or a boolean as it was
   * read, as a sentence: the API server does not read text so.
   *
   * @param document that the object was written in, below the comment that names its template
   */
  static Optional<String> textInPlaceOfAnother(
      String document, Map<?, ?> written, @Nullable Object read) {
    return textInPlaceOfAnother(written, read, "")
        .findFirst()
        .map(path -> sentence(document, written, path, unquoted(at(written, path))));
  }

  private static Stream<String> textInPlaceOfAnother(
      @Nullable Object written, @Nullable Object read, String path) {
    if (written instanceof Map<?, ?> from && read instanceof Map<?, ?> to) {
      return from.entrySet().stream()
          .flatMap(
              e ->
                  textInPlaceOfAnother(
                      e.getValue(), to.get(e.getKey()), below(path, String.valueOf(e.getKey()))));
    }
    if (written instanceof List<?> from && read instanceof List<?> to && from.size() == to.size()) {
      return IntStream.range(0, from.size())
          .boxed()
          .flatMap(
              i -> textInPlaceOfAnother(from.get(i), to.get(i), below(path, String.valueOf(i))));
    }
    return written instanceof String && (read instanceof Number || read instanceof Boolean)
        ? Stream.of(path)
        : Stream.empty();
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /**
   * The field that the failure to read an object is about, as a sentence.
   *
   * @param document as above
   * @param written the object as it was written
   */
  static Optional<String> in(String document, Map<?, ?> written, Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(JacksonException.class::isInstance)
        .map(JacksonException.class::cast)
        .filter(e -> !path(e).isEmpty())
        .map(e -> sentence(document, written, path(e), asExpected(e, at(written, path(e)))))
        .findFirst();
  }

  private static String path(JacksonException failure) {
    return failure.getPath().stream().map(MistypedField::step).collect(Collectors.joining("."));
  }

  private static String step(JacksonException.Reference step) {
    return step.getPropertyName() == null
        ? String.valueOf(step.getIndex())
        : step.getPropertyName();
  }

  /** What stands at a path; null where nothing does, as where a name in it has a dot. */
  private static @Nullable Object at(@Nullable Object written, String path) {
    Object value = written;
    String rest = path;
    while (!rest.isEmpty()) {
      String whole = rest;
      if (value instanceof Map<?, ?> map) {
        Optional<String> key =
            map.keySet().stream()
                .map(String::valueOf)
                .filter(name -> whole.equals(name) || whole.startsWith(name + "."))
                .findFirst();
        if (key.isEmpty()) {
          return null;
        }
        value = map.get(key.get());
        rest = after(rest, key.get());
      } else if (value instanceof List<?> list) {
        String index = rest.replaceFirst("[.].*", "");
        if (!index.matches("\\d{1,6}") || Integer.parseInt(index) >= list.size()) {
          return null;
        }
        value = list.get(Integer.parseInt(index));
        rest = after(rest, index);
      } else {
        return value;
      }
    }
    return value;
  }

  private static String after(String path, String step) {
    return path.length() > step.length() ? path.substring(step.length() + 1) : "";
  }

  private static String sentence(
      String document, Map<?, ?> written, String path, String whatIsWrong) {
    Matcher source = SOURCE.matcher(document);
    return "Kubernetes does not read %s%s: %s %s"
        .formatted(
            name(written), source.find() ? " (" + source.group(1) + ")" : "", path, whatIsWrong);
  }

  private static String name(Map<?, ?> written) {
    Object name = at(written, "metadata.name");
    return name == null ? String.valueOf(written.get("kind")) : written.get("kind") + "/" + name;
  }

  private static String unquoted(@Nullable Object value) {
    return "is \"%s\", a string, but Kubernetes expects a number, or true or false, there. Write it without quotes and without | quote."
        .formatted(cut(value));
  }

  private static String asExpected(JacksonException failure, @Nullable Object value) {
    if (value instanceof Number || value instanceof Boolean) {
      return "is %s, a %s, but Kubernetes expects a string there. Write \"%s\", or {{ … | quote }}."
          .formatted(cut(value), value instanceof Number ? "number" : "boolean", cut(value));
    }
    if (value instanceof String && String.valueOf(failure.getMessage()).contains("List")) {
      return "is \"%s\", but Kubernetes expects a list there. Write [%s], or each item on a line of its own after a hyphen."
          .formatted(cut(value), cut(value));
    }
    return value instanceof String
        ? unquoted(value)
        : "has a value of another type than Kubernetes expects there. \"kubectl explain\" tells which.";
  }

  private static String cut(@Nullable Object value) {
    String text = String.valueOf(value);
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + " …";
  }
}
