package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesSearchTest {

  private static final String SET =
      "---\napiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: %s}\n";
  private static final String TEMPLATE =
      "{{ if .Values.statefulset.enabled }}\nkind: StatefulSet\n{{ end }}\n";

  private final Path folder;
  private final List<String> rendered = new ArrayList<>();

  ValuesSearchTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    write("Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n");
    write("values.yaml", "");
  }

  @Test
  void prefersTheFileWhoseNameSaysSo() throws IOException {
    write("values-dev.yaml", "");
    write("values-statefulset.yaml", "");
    write("values-sts.yaml", "");
    write("templates/set.yaml", TEMPLATE);

    ValuesSearch.Found found =
        search(Map.of("values-dev.yaml", 1, "values-statefulset.yaml", 1, "values-sts.yaml", 1))
            .orElseThrow();

    assertThat(rendered).containsExactly("values-sts.yaml");
    assertThat(found.flags()).isEqualTo("--values values-sts.yaml");
    assertThat(found.others())
        .containsExactly(
            "--values values-statefulset.yaml",
            "--values values-dev.yaml",
            "--set statefulset.enabled=true");
  }

  @Test
  void triesTheOthersByTheirNames() throws IOException {
    write("values-prod.yaml", "");
    write("ci/stateful-values.yaml", "");
    write("values/local.yml", "");
    write("values.schema.json", "{}");
    write("Chart.lock", "");

    assertThat(search(Map.of())).isEmpty();
    assertThat(rendered).containsExactly("stateful-values.yaml", "values-prod.yaml", "local.yml");
  }

  @Test
  void setsWhatTheTemplatesAskForLast() throws IOException {
    write("values-dev.yaml", "");
    write("templates/set.yaml", TEMPLATE);

    ValuesSearch.Found found = search(Map.of("statefulset.enabled=true", 1)).orElseThrow();

    assertThat(found.values().set()).containsExactly("statefulset.enabled=true", "given=1");
    assertThat(found.flags()).isEqualTo("--set statefulset.enabled=true");
    assertThat(ValuesSearch.tried(chart()))
        .containsExactly("--values values-dev.yaml", "--set statefulset.enabled=true");
  }

  @Test
  void prefersOneStatefulSetToSeveral() throws IOException {
    write("values-a.yaml", "");
    write("values-b.yaml", "");

    assertThat(search(Map.of("values-a.yaml", 2, "values-b.yaml", 1)).orElseThrow().flags())
        .isEqualTo("--values values-b.yaml");
    assertThat(search(Map.of("values-a.yaml", 2)).orElseThrow().flags())
        .isEqualTo("--values values-a.yaml");
  }

  /** As if the chart rendered so many StatefulSets with each. */
  private Optional<ValuesSearch.Found> search(Map<String, Integer> sets) {
    return ValuesSearch.of(
        chart(),
        new Values(List.of(), List.of("given=1")),
        values -> {
          String what =
              values.files().stream()
                  .map(file -> file.getFileName().toString())
                  .findFirst()
                  .orElseGet(() -> values.set().get(0));
          rendered.add(what);
          return Optional.ofNullable(sets.get(what)).map(ValuesSearchTest::manifests);
        });
  }

  private static Manifests manifests(int sets) {
    return Manifests.parse(
        java.util.stream.IntStream.range(0, sets)
            .mapToObj(i -> SET.formatted("web-" + i))
            .collect(Collectors.joining()));
  }

  private Chart chart() {
    return Chart.read(folder);
  }

  private void write(String file, String text) throws IOException {
    Files.createDirectories(folder.resolve(file).getParent());
    Files.writeString(folder.resolve(file), text);
  }
}
