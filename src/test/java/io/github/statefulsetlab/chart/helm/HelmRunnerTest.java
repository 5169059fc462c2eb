package io.github.statefulsetlab.chart.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.jni.NativeLibrary;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.helm.HelmRequest.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

@Execution(ExecutionMode.CONCURRENT)
@DisplayName("Helm, in processes of its own")
class HelmRunnerTest {

  private static final Duration AMPLE = Duration.ofMinutes(2);
  private static final String KUBERNETES = "v1.36.3";

  @TempDir Path folder;

  private Path chart(String template) throws IOException {
    Path chart = Files.createTempDirectory(folder, "chart");
    Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\n");
    Files.createDirectory(chart.resolve("templates"));
    Files.writeString(chart.resolve("templates").resolve("it.yaml"), template);
    return chart;
  }

  private static String template(HelmRunner helm, Path chart, Duration atMost) {
    return helm.template(chart, Values.NONE, "it", "default", KUBERNETES, 1, atMost);
  }

  /** Go writes into a program which modules it is made of. */
  @Test
  void isOfTheVersionThatGradesName() throws IOException {
    String module = "helm.sh/helm/v3@" + HelmRunner.HELM_VERSION + "/";
    String library = "/" + NativeLibrary.getInstance().getBinaryName();
    boolean found = false;
    try (InputStream bytes =
        Objects.requireNonNull(NativeLibrary.class.getResourceAsStream(library))) {
      String before = "";
      for (byte[] next = bytes.readNBytes(1 << 20);
          next.length > 0 && !found;
          next = bytes.readNBytes(1 << 20)) {
        String text = before + new String(next, StandardCharsets.ISO_8859_1);
        found = text.contains(module);
        before = text.substring(Math.max(0, text.length() - module.length()));
      }
    }
    assertThat(found).as("%s in %s", module, library).isTrue();
  }

  @Test
  void stopsATemplateThatNeverEndsAndGoesOn() throws IOException {
    Path endless =
        chart(
            "{{ range until 100000 }}{{ range until 100000 }}{{ range until 100000 }}"
                + "{{ end }}{{ end }}{{ end }}");
    Path good = chart("kind: ConfigMap\napiVersion: v1\nmetadata: {name: {{ .Release.Name }}}\n");

    try (HelmRunner helm = new HelmRunner()) {
      assertThat(template(helm, good, AMPLE)).contains("name: it");
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> template(helm, endless, Duration.ofSeconds(1)))
          .withMessage("Helm did not finish rendering the chart within 1 s and was stopped.");
      assertThat(template(helm, good, AMPLE)).contains("name: it");
      assertThat(template(helm, good, AMPLE)).contains("name: it");
    }
  }

  @Test
  void handsOnWhatHelmSaysOfABrokenTemplate() throws IOException {
    Path broken = chart("{{ .Values.missing.field }}");

    try (HelmRunner helm = new HelmRunner()) {
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> helm.template(broken, Values.NONE, "it", "default", KUBERNETES))
          .withMessageContaining("nil pointer");
    }
  }

  @Test
  void tellsWhatAChartSaysAfterItsInstallation() throws IOException {
    Path chart = chart("kind: ConfigMap\napiVersion: v1\nmetadata: {name: it}\n");
    Path notes = chart.resolve("templates").resolve("NOTES.txt");

    try (HelmRunner helm = new HelmRunner()) {
      assertThat(helm.notes(chart, Values.NONE, "it", "default", KUBERNETES)).isEmpty();

      Files.writeString(notes, "---\n{{ .Release.Name }} is \"in\" {{ .Release.Namespace }}: {\n");
      assertThat(helm.notes(chart, Values.NONE, "it", "course", KUBERNETES))
          .contains("---\nit is \"in\" course: {\n");

      Files.writeString(notes, "{{ .Values.missing.field }}");
      assertThat(helm.notes(chart, Values.NONE, "it", "default", KUBERNETES)).isEmpty();
    }
  }

  @Test
  void doesNotRenderTwiceWhatWasRenderedOnce() throws IOException {
    String rendered =
        "kind: ConfigMap\nmetadata:\n  name: it\ndata:\n  rule: \"{{ $value }} }}\"\n";

    try (HelmRunner helm = new HelmRunner()) {
      assertThat(
              helm.template(
                  chart(Release.escape(rendered)), Values.NONE, "it", "default", KUBERNETES))
          .contains("rule: \"{{ $value }} }}\"");
    }
  }

  @Test
  void writesARequestOnOneLineAndReadsTheSame() throws IOException {
    HelmRequest request =
        HelmRequest.to(Operation.INSTALL, "/a folder/with \"quotes\"\nand lines")
            .about("web", "ns")
            .with(
                List.of(Path.of("/a,b=c.yaml"), Path.of("/größe.yaml")), List.of("a={1,2}", "b=c"))
            .on(Path.of("/kube/config"), Duration.ofSeconds(60));
    ObjectMapper json = new ObjectMapper();

    String line = json.writeValueAsString(request);

    assertThat(line).doesNotContain("\n");
    assertThat(json.readValue(line, HelmRequest.class)).isEqualTo(request);
  }

  private static void stopped(HelmRunner helm, Path chart, String saying) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> helm.template(chart, Values.NONE, "it", "default", KUBERNETES))
        .withMessageContaining(saying)
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(5_000));
  }

  static final List<Arguments> GREEDY =
      List.of(
          arguments("x: {{ len (repeat 250000000 \"0123456789abcdef\") }}", "more memory"),
          arguments(
              "{{ $x := \"x\" }}{{ range until 40 }}{{ $x = print $x $x }}{{ end }}",
              "more memory"),
          arguments(
              "{{ range until 30000 }}{{ repeat 20 \"0123456789\" }}{{ end }}", "more than 5 MB"),
          arguments("{{ range until 301 }}\n---\nkind: ConfigMap\n{{ end }}", "301 objects"),
          arguments(
              "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}",
              "nested reference name: a"));

  @ParameterizedTest(name = "{1}")
  @FieldSource("GREEDY")
  void stopsATemplateThatEatsWhatThereIsAndGoesOn(String template, String saying)
      throws IOException {
    Path good = chart("kind: ConfigMap\napiVersion: v1\nmetadata: {name: good}\n");

    try (HelmRunner helm = new HelmRunner()) {
      stopped(helm, chart(template), saying);
      stopped(helm, chart(template), saying);
      assertThat(template(helm, good, AMPLE)).contains("name: good");
    }
  }

  private String rendered(String template, String... set) throws IOException {
    try (HelmRunner helm = new HelmRunner()) {
      return helm.template(
          chart(template), new Values(List.of(), List.of(set)), "it", "default", KUBERNETES);
    }
  }

  @Test
  void rendersHooksAndTellsWhichTemplateEachDocumentIsFrom() throws IOException {
    String hook = "kind: Job\nmetadata:\n  annotations:\n    helm.sh/hook: pre-install";

    assertThat(rendered("\n---\n" + hook + "\n--- \n---\n# nothing\n--- {kind: Pod}\n---\n"))
        .isEqualTo(
            "---\n# Source: it/templates/it.yaml\n"
                + hook
                + "\n---\n# Source: it/templates/it.yaml\nkind: Pod\n");
    assertThat(rendered("\n")).isEmpty();
  }

  /** Helm takes the comma for one between two files. */
  @Test
  void takesValuesFromAFileWithACommaInItsName() throws IOException {
    Path chart =
        chart(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: it}\ndata: {a: {{ .Values.a }}}\n");
    Path given = Files.writeString(chart.resolveSibling("mine, and yours.yaml"), "a: given\n");

    try (HelmRunner helm = new HelmRunner()) {
      Values values = new Values(List.of(given), List.of());
      assertThat(helm.template(chart, values, "it", "default", KUBERNETES)).contains("given");

      Files.writeString(given, "a: [");
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> helm.template(chart, values, "it", "default", KUBERNETES))
          .withMessageContaining("failed to parse " + given);
    }
  }

  @Test
  void lintsWithTheValuesThatAreGiven() throws IOException {
    Path chart =
        chart(
            "apiVersion: v1\n"
                + "kind: ConfigMap\n"
                + "metadata: {name: it}\n"
                + "data: {a: {{ required \"a!\" .Values.a.b }}}\n");
    Path given = Files.writeString(chart.resolveSibling("given.yaml"), "a: {b: it}\n");

    try (HelmRunner helm = new HelmRunner()) {
      assertThat(helm.lint(chart, Values.NONE).ok()).isFalse();
      assertThat(helm.lint(chart, new Values(List.of(given), List.of())))
          .matches(HelmRequest.Reply::ok, "ok");
      assertThat(helm.lint(chart, new Values(List.of(), List.of("a.b=x"))))
          .matches(HelmRequest.Reply::ok, "ok");
    }
  }

  @Test
  void doesNotLetAChartHideWhatItRenders() throws IOException {
    Path chart = chart("kind: ConfigMap\n");
    Files.writeString(chart.resolve(".helmignore"), "templates/~*\n");

    try (HelmRunner helm = new HelmRunner()) {
      stopped(helm, chart, ".helmignore leaves out templates/~");
    }
  }

  @Test
  void saysWhyAChartIsNotEvenLoaded() throws IOException {
    Path library = chart("kind: ConfigMap\n");
    Files.writeString(
        library.resolve("Chart.yaml"), "apiVersion: v2\nname: it\nversion: 1.0.0\ntype: library\n");

    try (HelmRunner helm = new HelmRunner()) {
      stopped(helm, library, "library charts are not installable");
    }
  }

  @Test
  void saysWhatIsWrongWithTheYamlOfATemplate() throws IOException {
    Path chart = chart("kind: [\n");

    try (HelmRunner helm = new HelmRunner()) {
      assertThatExceptionOfType(ChartException.class)
          .isThrownBy(() -> helm.template(chart, Values.NONE, "it", "default", KUBERNETES))
          .withMessageStartingWith("YAML parse error on it/templates/it.yaml")
          .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1));
    }
  }

  @Test
  void setsValuesAsHelmDoes() throws IOException {
    assertThat(
            rendered(
                "x: {{ .Values | toJson | squote }}",
                "a=1,b=true,c=1.5",
                "d=x\\,y,e=007",
                "f[1]=z,g.h\\.i=null",
                "l={1,two}"))
        .contains(
            ("{'a':1,'b':true,'c':'1.5','d':'x,y','e':'007','f':[null,'z'],"
                    + "'g':{'h.i':null},'l':[1,'two']}")
                .replace("'", "\\\""));
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> rendered("x: 1", "a"))
        .withMessageContaining("--set");
  }
}
