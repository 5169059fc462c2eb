package io.github.statefulsetlab.chart.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.statefulsetlab.chart.ChartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a {@code values.schema.json} refers to. Helm opens each file and asks each address that a
 * schema refers to, so that one that refers to anything but itself is refused.
 *
 * @see <a href="https://github.com/helm/helm/pull/32245">Helm pull request 32245</a>
 */
final class SchemaReferences {

  private static final String NAME = "values.schema.json";
  private static final Set<String> REFERENCES =
      Set.of("$ref", "$dynamicRef", "$recursiveRef", "$schema");
  private static final Pattern DRAFT =
      Pattern.compile("https?://json-schema\\.org/(draft-0[4-7]/|draft/20(19-09|20-12)/)?schema#?");
  private static final Pattern NAME_ONLY = Pattern.compile("(https?|urn):[^\\s]*|[\\w.-]+");
  private static final JsonFactory JSON = new JsonFactory();

  private SchemaReferences() {}

  /**
   * Checks the schemas of a chart and of the charts inside it.
   *
   * @param given the chart, as messages name it
   * @throws ChartException that names the file and the reference
   */
  static void check(Path chart, Path given) throws IOException {
    for (Path schema : schemas(chart)) {
      check(schema, "%s in the chart %s".formatted(chart.relativize(schema), given));
    }
  }

  private static List<Path> schemas(Path chart) throws IOException {
    try (Stream<Path> files = Files.walk(chart)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.endsWith(NAME))
          .sorted()
          .toList();
    }
  }

  private static void check(Path schema, String name) throws IOException {
    try (JsonParser parser = JSON.createParser(schema.toFile())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && parser.currentName() != null) {
          check(parser.currentName(), parser.getText(), name);
        }
      }
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      throw new ChartException(
          "%s is not valid JSON: %s".formatted(name, e.getOriginalMessage()), e);
    }
  }

  private static void check(String keyword, String value, String name) {
    boolean leadsOut = REFERENCES.contains(keyword) && !isInside(value);
    boolean isAFile = keyword.equals("$id") && !NAME_ONLY.matcher(value).matches();
    if (leadsOut || isAFile) {
      throw new ChartException(
          "%s has %s '%s'. Put what it refers to into the file, and refer to it as in #/definitions/port: nothing outside of the chart is read for it here."
              .formatted(name, keyword, value));
    }
  }

  private static boolean isInside(String reference) {
    return reference.isEmpty() || reference.startsWith("#") || DRAFT.matcher(reference).matches();
  }
}
