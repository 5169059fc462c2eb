package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One promise that can be graded, as {@code criteria.yaml} has it.
 *
 * @param id as in {@code counts.diverge}; its family comes before the dot
 * @param title a sentence
 * @param expected what a kept promise looks like
 * @param checked how it is brought about and what is asserted
 * @param hint what to change when it fails
 * @param kubernetes the page of the Kubernetes documentation behind it
 */
public record Criterion(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) String expected,
    @JsonProperty(required = true) String checked,
    @JsonProperty(required = true) String hint,
    @JsonProperty(required = true) String kubernetes) {

  private static final String RESOURCE = "/criteria.yaml";

  /** The part of the id before the dot. */
  public String family() {
    return id.substring(0, id.indexOf('.'));
  }

  /** All criteria by id. */
  public static Map<String, Criterion> all() {
    try (InputStream yaml = Criterion.class.getResourceAsStream(RESOURCE)) {
      List<Criterion> criteria = new YAMLMapper().readValue(yaml, new TypeReference<>() {});
      return criteria.stream()
          .collect(
              Collectors.toMap(
                  Criterion::id,
                  Function.identity(),
                  (a, b) -> {
                    throw new IllegalStateException(RESOURCE + " has " + a.id() + " twice.");
                  },
                  TreeMap::new));
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read.", e);
    }
  }
}
