package io.github.statefulsetlab.grading;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a record that was read from a file lacks. */
final class RecordCheck {

  private RecordCheck() {}

  /** The path of the first field that is null and must not be, such as {@code criteria[2].id}. */
  static Optional<String> firstMissing(Record record) {
    return firstMissing(record, "");
  }

  private static Optional<String> firstMissing(Record record, String path) {
    for (RecordComponent field : record.getClass().getRecordComponents()) {
      String name = path.isEmpty() ? field.getName() : path + "." + field.getName();
      Object value = value(record, field);
      if (value == null && !field.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return Optional.of(name);
      }
      Optional<String> inside = value == null ? Optional.empty() : inside(value, name);
      if (inside.isPresent()) {
        return inside;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inside(Object value, String name) {
    if (value instanceof Record part) {
      return firstMissing(part, name);
    }
    if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        String itemName = "%s[%d]".formatted(name, i);
        Object item = items.get(i);
        Optional<String> missing = item == null ? Optional.of(itemName) : inside(item, itemName);
        if (missing.isPresent()) {
          return missing;
        }
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object value(Record record, RecordComponent field) {
    try {
      return field.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The fields of a grade can be read.", e);
    }
  }
}
