package io.github.statefulsetlab.chart.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.statefulsetlab.chart.ChartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The schema of a chart's values")
class SchemaReferencesTest {

  @TempDir Path folder;

  private void check(String file, String schema) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, schema);
    SchemaReferences.check(folder, Path.of("web"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"file:///etc/hostname\"}",
        "{\"$schema\": \"http://127.0.0.1:80/\"}",
        "{\"properties\": {\"a\": [{\"allOf\": [{\"$ref\": \"/etc/passwd\"}]}]}}",
        "{\"\\u0024ref\": \"http://example.org\"}",
        "{\"$dynamicRef\": \"other.json#x\"}",
        "{\"$id\": \"file:///etc/\", \"$ref\": \"#/a\"}",
        "{\"$ref\": \"#/a\", \"$ref\": \"../secret.json\"}",
        "{\"$schema\": \"http://json-schema.org.evil.example/schema\"}"
      })
  void mayNotReferToAnythingElse(String schema) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> check("values.schema.json", schema))
        .withMessageContaining("values.schema.json in the chart web has $");
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> check("charts/a/values.schema.json", schema));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$schema\": \"http://json-schema.org/draft-07/schema#\", \"$ref\": \"#/definitions/a\"}",
        "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"}",
        "{\"$schema\": \"http://json-schema.org/schema#\", \"$id\": \"https://example.org/it.json\"}",
        "{\"properties\": {\"$ref\": {\"type\": \"string\"}}, \"description\": \"file:///etc\"}"
      })
  void mayReferToItself(String schema) {
    assertThatCode(() -> check("values.schema.json", schema)).doesNotThrowAnyException();
  }

  @Test
  void isJson() {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> check("values.schema.json", "{"))
        .withMessageContaining("not valid JSON");
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> check("values.schema.json", "[".repeat(100_000)));
  }
}
