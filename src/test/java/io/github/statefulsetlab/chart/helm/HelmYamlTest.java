package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelmYamlTest {

  private static final String KUBERNETES = "v1.36.3";
  private static final ObjectMapper JSON = new ObjectMapper();

  private @TempDir Path folder;
  private HelmRunner helm;

  @BeforeAll
  void start() {
    helm = new HelmRunner();
  }

  @AfterAll
  void stop() {
    helm.close();
  }

  static final List<Arguments> READINGS =
      List.of(
          arguments("the last of a key given twice", "{a: 1, b: 2, a: 3}", "{\"a\":3,\"b\":2}"),
          arguments(
              "the last of a mapping given twice, whole",
              "a: {x: 1}\nb: 2\na: {v: 2}",
              "{\"a\":{\"v\":2},\"b\":2}"),
          arguments("an anchor", "a: &x {v: 1}\nb: *x", "{\"a\":{\"v\":1},\"b\":{\"v\":1}}"),
          arguments(
              "a merge key",
              "a: &x {v: 1, z: 1}\nb:\n  <<: *x\n  z: 2",
              "{\"a\":{\"v\":1,\"z\":1},\"b\":{\"v\":1,\"z\":2}}"),
          arguments(
              "merge keys in a list, the first of which wins",
              "a: &x {v: 1}\nb: &z {v: 2, w: 3}\nc:\n  <<: [*x, *z]",
              "{\"a\":{\"v\":1},\"b\":{\"v\":2,\"w\":3},\"c\":{\"v\":1,\"w\":3}}"),
          arguments(
              "booleans of YAML 1.1",
              "{a: yes, b: on, c: No, d: 'yes', e: Off, f: true}",
              "{\"a\":true,\"b\":true,\"c\":false,\"d\":\"yes\",\"e\":false,\"f\":true}"),
          arguments(
              "numbers",
              "{a: 0644, b: 0x1F, c: 1_000, d: 1e3, e: '8080', f: 8080}",
              "{\"a\":420,\"b\":31,\"c\":1000,\"d\":1000,\"e\":\"8080\",\"f\":8080}"),
          arguments(
              "what looks like a time or a number and is a string",
              "{a: 12:30, b: 2026-11-25, c: 1.2.3, d: '0x1F', e: '1e3', f: '~', g: 'null'}",
              "{\"a\":\"12:30\",\"b\":\"2026-11-25\",\"c\":\"1.2.3\",\"d\":\"0x1F\",\"e\":\"1e3\",\"f\":\"~\",\"g\":\"null\"}"),
          arguments("nothing", "{a: ~, b: null, c: }", "{\"a\":null,\"b\":null,\"c\":null}"),
          arguments(
              "keys that are not strings",
              "{yes: 1, 8080: 2, 'on': 3, '1e3': 4}",
              "{\"true\":1,\"8080\":2,\"on\":3,\"1e3\":4}"),
          arguments(
              "text in blocks",
              "a: |\n  one\n  two\nb: >-\n  one\n  two\nc: \"é\\t<&>\"",
              "{\"a\":\"one\\ntwo\\n\",\"b\":\"one two\",\"c\":\"é\\t<&>\"}"),
          arguments("braces of templates", "a: '{{ \"{{\" }} x }}'", "{\"a\":\"{{ x }}\"}"));

  @ParameterizedTest(name = "{0}")
  @FieldSource("READINGS")
  void readsAsHelmDoes(String what, String yaml, String json) throws IOException {
    String read = rendered("kind: Sample\ndata:\n" + yaml.indent(2));

    assertThat(data(new YAMLMapper().readTree(read))).as("by Jackson").isEqualTo(tree(json));
    assertThat(data(JSON.valueToTree(Serialization.unmarshal(read, java.util.Map.class))))
        .as("by fabric8")
        .isEqualTo(tree(json));
  }

  @Test
  void keepsTheTemplateThatADocumentIsFrom() throws IOException {
    assertThat(rendered("# a comment\nkind: Sample\n"))
        .isEqualTo("---\n# Source: it/templates/it.yaml\nkind: Sample\n");
  }

  @Test
  void isStoppedWhereAliasesGrowWithoutEnd() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(10)));
    }

    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> rendered("kind: Sample\n" + bomb));
  }

  private static JsonNode data(JsonNode document) {
    return document.path("data");
  }

  private static JsonNode tree(String json) throws IOException {
    return JSON.readTree(json);
  }

  private String rendered(String template) throws IOException {
    Path chart = Files.createTempDirectory(folder, "chart");
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Files.writeString(
        Files.createDirectory(chart.resolve("templates")).resolve("it.yaml"), template);
    return helm.template(chart, Values.NONE, "it", "default", KUBERNETES);
  }
}
