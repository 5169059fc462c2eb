package io.github.statefulsetlab.chart;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The field of a rendered object whose value is of another type than Kubernetes expects. */
final class MistypedField {

  private static final String SENTENCE =
      "its field %s has a value of another type than Kubernetes expects there. Quote a number or a"
          + " boolean that is meant as text ({{ … | quote }}), and nothing else.";

  private MistypedField() {}

  /**
   * The first field whose value is text as it was written, and a number or a boolean as it was
   * read, as a sentence: the API server does not read text so.
   */
  static Optional<String> textInPlaceOfAnother(@Nullable Object written, @Nullable Object read) {
    return textInPlaceOfAnother(written, read, "").findFirst().map(SENTENCE::formatted);
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

  /** The field that the failure to read an object is about, as a sentence. */
  static Optional<String> in(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(JacksonException.class::isInstance)
        .map(JacksonException.class::cast)
        .map(MistypedField::path)
        .filter(path -> !path.isEmpty())
        .map(SENTENCE::formatted)
        .findFirst();
  }

  private static String path(JacksonException failure) {
    return failure.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? String.valueOf(step.getIndex())
                    : step.getPropertyName())
        .collect(Collectors.joining("."));
  }
}
