package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Values that switch on what is in charts/")
class SubchartsTest {

  private static final String SET = "kind: StatefulSet\n";
  private static final String BEHIND_A_VALUE =
      "{{ if .Values.sts.enabled }}\nkind: StatefulSet\n{{ end }}\n";

  private final Path folder;

  SubchartsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void areTheConditionOfTheDependency() throws IOException {
    chart("", "{name: backend, version: 1.0.0, condition: 'backend.enabled,global.backend'}");
    chart("charts/backend-1.0.0", "");
    template("charts/backend-1.0.0", SET);

    assertThat(switches()).containsExactly(List.of("backend.enabled=true"));
  }

  @Test
  void areItsTagsWhereItHasNoCondition() throws IOException {
    chart("", "{name: backend, version: 1.0.0, tags: [stateful, all]}");
    chart("charts/backend", "");
    template("charts/backend", SET);

    assertThat(switches()).containsExactly(List.of("tags.stateful=true"));
  }

  @Test
  void areTheConditionsInItsTemplatesAsWell() throws IOException {
    chart("", "{name: backend, alias: api, version: 1.0.0, condition: api.on}");
    chart("charts/backend", "");
    template("charts/backend", BEHIND_A_VALUE);

    assertThat(switches())
        .containsExactly(List.of("api.on=true"), List.of("api.on=true", "api.sts.enabled=true"));
  }

  @Test
  void areThoseOfTheChartsInsideIt() throws IOException {
    chart("", "{name: backend, version: 1.0.0}");
    chart("charts/backend", "{name: store, version: 1.0.0, condition: store.enabled}");
    chart("charts/backend/charts/store", "");
    template("charts/backend/charts/store", SET);

    assertThat(switches()).containsExactly(List.of("backend.store.enabled=true"));
  }

  @Test
  void areNoneWhereNothingIsSwitchedOffOrIsAStatefulSet() throws IOException {
    chart(
        "",
        "{name: on, version: 1.0.0}, {name: other, version: 1.0.0, condition: other.on}, {name: absent, version: 1.0.0, condition: a.on}");
    chart("charts/on", "");
    template("charts/on", SET);
    chart("charts/other", "");
    template("charts/other", "kind: Deployment\n");

    assertThat(switches()).isEmpty();
  }

  @Test
  void areNoneWhereAChartInsideCannotBeRead() throws IOException {
    chart("", "{name: backend, version: 1.0.0, condition: backend.enabled}");
    Files.createDirectories(folder.resolve("charts/backend"));
    Files.writeString(folder.resolve("charts/backend/Chart.yaml"), "name: backend\n");

    assertThat(switches()).isEmpty();
  }

  private List<List<String>> switches() {
    return Subcharts.switches(Chart.read(folder));
  }

  private void chart(String at, String dependencies) throws IOException {
    Path chart = Files.createDirectories(folder.resolve(at));
    String name = at.isEmpty() ? "umbrella" : chart.getFileName().toString().replace("-1.0.0", "");
    Files.writeString(
        chart.resolve("Chart.yaml"),
        "apiVersion: v2\nname: %s\nversion: 1.0.0\ndependencies: [%s]\n"
            .formatted(name, dependencies));
  }

  private void template(String at, String text) throws IOException {
    Path templates = Files.createDirectories(folder.resolve(at).resolve("templates"));
    Files.writeString(templates.resolve("set.yaml"), text);
  }
}
