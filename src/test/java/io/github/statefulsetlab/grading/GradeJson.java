package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Writes the canonical {@code grade.json}. */
final class GradeJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private GradeJson() {}

  static String write(Grade grade) {
    try {
      return JSON.writeValueAsString(grade) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A grade is made of plain values.", e);
    }
  }
}
