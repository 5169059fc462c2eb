package io.github.statefulsetlab.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.support.TextFile;
import io.github.statefulsetlab.support.TextFile.NotTextException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** Reads files that people write; what is wrong in one is told with its file and field. */
public final class YamlFile {

  /** The parser takes seconds for a megabyte on one line. */
  private static final int MOST_BYTES = 256 << 10;

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private YamlFile() {}

  /**
   * Reads a file into a record; fields that the record does not have are refused.
   *
   * @throws UsageException if it can't be read, saying where and why
   */
  public static <T> T read(Path file, Class<T> type) {
    try {
      T content = YAML.readValue(TextFile.read(file, file.toString(), MOST_BYTES), type);
      if (content == null) {
        throw new UsageException(file + " is empty.");
      }
      return content;
    } catch (UnrecognizedPropertyException e) {
      throw refused(file, e, "there is no such field; known are " + e.getKnownPropertyIds());
    } catch (JsonMappingException e) {
      throw refused(file, e, cause(e));
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "%s, line %d: %s.".formatted(file, e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (NotTextException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String cause(JsonMappingException e) {
    if (e.getCause() instanceof IllegalArgumentException own) {
      return String.valueOf(own.getMessage());
    }
    String why = e.getOriginalMessage();
    if (why.startsWith("Missing required")) {
      return "it is missing";
    }
    return e instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
        ? "it must be " + kind(mismatch.getTargetType())
        : why;
  }

  private static String kind(Class<?> type) {
    if (type == String.class) {
      return "a text";
    }
    if (type == int.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return Collection.class.isAssignableFrom(type) || type == ArrayNode.class ? "a list" : "a map";
  }

  private static UsageException refused(Path file, JsonMappingException e, String why) {
    String field =
        e.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return new UsageException(
        "%s: %s%s.".formatted(file, field.isEmpty() ? "" : field + ": ", why), e);
  }
}
