package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The canonical {@code grade.json}. */
public final class GradeJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private GradeJson() {}

  /** The grade as text, with a line end. */
  public static String write(Grade grade) {
    try {
      return JSON.writeValueAsString(grade) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A grade is made of plain values.", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UncheckedIOException if the file can't be read or is not such a grade
   */
  public static Grade read(Path file) {
    try {
      return JSON.readValue(file.toFile(), Grade.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is not a grade of this harness.", e);
    }
  }

  /** What is in a file, of any shape. */
  static JsonNode tree(Path file) throws IOException {
    return JSON.readTree(file.toFile());
  }

  /** A part of a grade as its record. */
  static <T> T convert(JsonNode part, Class<T> type) throws JsonProcessingException {
    return JSON.treeToValue(part, type);
  }

  /** The ids of the submissions in a grade of any version; none if the file is not one. */
  public static List<String> idsIn(Path file) {
    try {
      return JSON.readTree(file.toFile())
          .at("/submissions")
          .valueStream()
          .map(submission -> submission.path("id").asText())
          .filter(id -> !id.isEmpty())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
