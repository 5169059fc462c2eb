package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A chart of checked manifests")
class CheckedChartTest {

  private static final long SEED = Long.getLong("lab.seed", 1);
  private static final int OBJECTS = 100;
  private static final List<String> PARTS =
      List.of(
          "{{",
          "}}",
          "{{/*",
          "*/}}",
          "{{ .Values.a }}",
          "<<",
          "&a",
          "*a",
          "!!int 1",
          "---",
          "\n",
          "\n---\n",
          "# Source: a/b.yaml\n",
          "yes",
          "on",
          "0x1F",
          "1e3",
          "null",
          "~",
          "\"",
          "'",
          "\\",
          "\t",
          ": ",
          "- ",
          "|",
          ">",
          "%",
          "`",
          " ",
          "a",
          "é",
          "😀");

  @TempDir Path folder;

  private final Random random = new Random(SEED);

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
    return text.toString();
  }

  private HasMetadata object(int number) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName("it-" + number)
        .addToAnnotations(text(), text())
        .endMetadata()
        .addToData(text(), text())
        .addToData(text(), text())
        .build();
  }

  @Test
  void hasNoCharacterThatYamlTakesForTheEndOfALine() {
    assertThat(Release.escape("a\u2028\u0085\u00e9\ud83d\ude00{{"))
        .isEqualTo("a\\u2028\\u0085\\u00e9\ud83d\ude00{{ \"{{\" }}");
  }

  @Test
  void rendersToJustThese() throws IOException {
    Files.writeString(folder.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Path templates = Files.createDirectory(folder.resolve("templates"));
    List<HasMetadata> objects = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      objects.add(object(i));
      Files.writeString(
          templates.resolve("%03d.yaml".formatted(i)),
          Release.escape(Serialization.asJson(objects.get(i))));
    }

    try (HelmRunner helm = new HelmRunner()) {
      String rendered = helm.template(folder, Values.NONE, "it", "default", "v1.36.3");

      assertThat(Manifests.parse(rendered).of(ConfigMap.class))
          .as("seed %d", SEED)
          .isEqualTo(objects);
    }
  }
}
