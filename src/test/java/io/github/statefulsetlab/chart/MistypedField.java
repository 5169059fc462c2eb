package io.github.statefulsetlab.chart;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/** The field of a rendered object whose value is of another type than Kubernetes expects. */
final class MistypedField {

  private MistypedField() {}

  /** The field that the failure to read an object is about, as a sentence. */
  static Optional<String> in(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(JacksonException.class::isInstance)
        .map(JacksonException.class::cast)
        .map(MistypedField::path)
        .filter(path -> !path.isEmpty())
        .map("its field %s has a value of another type than Kubernetes expects there."::formatted)
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
