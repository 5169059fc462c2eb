package io.github.statefulsetlab.grading.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON as learning systems read it: decimals without exponents. */
final class FormatJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private FormatJson() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String indented(ObjectNode object) {
    return object.toPrettyString() + "\n";
  }

  /** On one line, for systems that read lines. */
  static String line(ObjectNode object) {
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A grade is made of plain values.", e);
    }
  }
}
