package io.github.statefulsetlab.grading;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds what a record that was read from a file lacks. */
final class RecordCheck {

  /** By record class: what its annotations say takes long to find out. */
  private static final Map<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

  private record Field(String name, Method accessor, boolean mayBeNull) {
    static Field of(RecordComponent component) {
      return new Field(
          component.getName(),
          component.getAccessor(),
          component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
  }

  private RecordCheck() {}

  /** The path of the first field that is null and must not be, such as {@code criteria[2].id}. */
  static Optional<String> firstMissing(Record record) {
    return firstMissing(record, "");
  }

  private static Optional<String> firstMissing(Record record, String path) {
    for (Field field : FIELDS.computeIfAbsent(record.getClass(), RecordCheck::fields)) {
      Object value = value(record, field);
      if (value == null && field.mayBeNull()) {
        continue;
      }
      String name = path.isEmpty() ? field.name() : path + "." + field.name();
      if (value == null) {
        return Optional.of(name);
      }
      Optional<String> inside = inside(value, name);
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

  private static List<Field> fields(Class<?> record) {
    return Arrays.stream(record.getRecordComponents()).map(Field::of).toList();
  }

  private static @Nullable Object value(Record record, Field field) {
    try {
      return field.accessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The fields of a grade can be read.", e);
    }
  }
}
