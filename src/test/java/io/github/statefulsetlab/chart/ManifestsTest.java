package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.helm.Release;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Rendered manifests")
class ManifestsTest {

  private static final String RENDERED =
      """
      ---
      # Source: web/templates/service.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      ---
      # Source: web/templates/nothing.yaml

      ---
      # Source: web/templates/test.yaml
      apiVersion: v1
      kind: Pod
      metadata:
        name: check
        annotations: {helm.sh/hook: test}
      ---
      apiVersion: example.com/v1
      kind: Unheard
      metadata: {name: of}
      """;

  @Test
  void areTheObjectsOfAllDocuments() {
    assertThat(Manifests.parse(RENDERED).objects())
        .extracting(HasMetadata::getKind)
        .containsExactly("Service", "Pod", "Unheard");
    assertThat(Manifests.parse("").objects()).isEmpty();
  }

  @Test
  void leaveHooksOutOfWhatIsInstalled() {
    Manifests manifests = Manifests.parse(RENDERED);

    assertThat(manifests.of(Service.class)).hasSize(1);
    assertThat(manifests.of(Pod.class)).isEmpty();
    assertThat(manifests.of(StatefulSet.class)).isEmpty();
  }

  @Test
  void areRefusedWhereADocumentIsNoObject() {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Manifests.parse("---\nkind: [\n"))
        .withMessageContaining("not a Kubernetes object")
        .withMessageContaining("kind: [");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Status", "DeleteOptions", "APIGroup"})
  void areRefusedWhereADocumentIsNothingThatAClusterKeeps(String kind) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Manifests.parse("---\napiVersion: v1\nkind: %s\n".formatted(kind)))
        .withMessageContaining("is not an object that a cluster keeps")
        .withMessageContaining("its kind is " + kind);
  }

  @ParameterizedTest
  @CsvSource({"apiVersion, kind: ConfigMap", "kind, apiVersion: v1"})
  void areRefusedWhereADocumentDoesNotSayWhatItIs(String missing, String rest) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Manifests.parse("---\n" + rest + "\nmetadata: {name: web}\n"))
        .withMessageContaining(missing + " is missing; add it to the template.")
        .withMessageContaining(rest);
  }

  @Test
  void keepTheirTextWhenTheyAreEscaped() {
    assertThat(Release.escape("a: 1\n")).isEqualTo("a: 1\n");
    assertThat(Release.escape("a: '{{ x }}'")).isEqualTo("a: '{{ \"{{\" }} x }}'");
  }

  @Test
  void areTheItemsOfAList() {
    assertThat(
            Manifests.parse(
                    "apiVersion: v1\nkind: List\nitems:\n"
                        + "- {apiVersion: v1, kind: Secret, metadata: {name: it}}\n")
                .objects())
        .singleElement()
        .isInstanceOf(io.fabric8.kubernetes.api.model.Secret.class);
  }

  /** Helm looks for hooks among documents; bench/fuzz found items that were left out as hooks. */
  @Test
  void areNoHooksAsItemsOfAList() {
    String metadata = "metadata: {name: it, annotations: {helm.sh/hook: test}}";
    String item = "- {apiVersion: v1, kind: Secret, %s}\n".formatted(metadata);
    String document = "apiVersion: v1\nkind: Secret\n%s\n".formatted(metadata);

    Manifests inAList = Manifests.parse("apiVersion: v1\nkind: List\nitems:\n" + item);

    assertThat(inAList.of(io.fabric8.kubernetes.api.model.Secret.class)).hasSize(1);
    assertThat(Manifests.parse(document).objects()).allMatch(Manifests::isHook);
  }

  @ParameterizedTest(name = "{1} of {0}")
  @CsvSource({
    "'a: 1\n---\nb: 2\n', 2",
    "'a: 1\r\n---\r\nb: 2\r\n', 2",
    "'a: 1\r---\rb: 2\r', 1",
    "'a: \u2028---\u2028\n', 1",
    "'# a\n---\n \n# b\n', 0",
    "'# a\u2028b: 1\n', 1",
    "'# a\rb: 1\n', 1",
    "'a: 1\n --- \n----\n', 1"
  })
  void areToldApartAsHelmDoes(String text, int documents) {
    assertThat(Manifests.documents(text)).hasSize(documents);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "name: 1, metadata.name",
    "'name: it, labels: {a: true}', metadata.labels.a",
    "'name: it, annotations: {a: 1.5}', metadata.annotations.a"
  })
  void areRefusedWhereTextIsNotQuoted(String metadata, String field) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(
            () -> Manifests.parse("apiVersion: v1\nkind: Pod\nmetadata: {" + metadata + "}\n"))
        .withMessageContaining(field + " is ")
        .withMessageContaining("Kubernetes expects a string there")
        .withMessageContaining("| quote");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "hostNetwork: 'true' | spec.hostNetwork",
        "terminationGracePeriodSeconds: '1' | spec.terminationGracePeriodSeconds",
        "terminationGracePeriodSeconds: '' | spec.terminationGracePeriodSeconds",
        "containers: [{name: c, env: [{name: PORT, value: 8080}]}] | spec.containers.0.env.0.value",
        "containers: [{name: c, args: [1]}] | spec.containers.0.args.0",
        "containers: [{name: c, ports: [{containerPort: '80'}]}] |"
            + " spec.containers.0.ports.0.containerPort"
      },
      quoteCharacter = '`')
  void areRefusedWhereAnotherTypeIsAskedFor(String spec, String field) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> pod(spec))
        .withMessageContaining("Kubernetes does not read Pod/it: " + field);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "containers: [{name: c, env: [{name: PORT, value: 8080}]}] | value is 8080, a number, but Kubernetes expects a string there. Write \"8080\", or {{ … | quote }}.",
        "terminationGracePeriodSeconds: '5' | terminationGracePeriodSeconds is \"5\", a string, but Kubernetes expects a number, or true or false, there. Write it without quotes and without | quote.",
        "containers: [{name: c, command: sleep}] | command is \"sleep\", but Kubernetes expects a list there. Write [sleep]",
        "containers: web | containers is \"web\", but Kubernetes expects a list there.",
      },
      quoteCharacter = '`')
  void sayWhatIsWrittenWhereAndWhatToWrite(String spec, String what) {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(
            () ->
                Manifests.parse(
                    "# Source: web/templates/pod.yaml\napiVersion: v1\nkind: Pod\nmetadata: {name:"
                        + " it}\nspec: {"
                        + spec
                        + "}\n"))
        .withMessageContaining("Pod/it (templates/pod.yaml): ")
        .withMessageContaining(what);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "containers: [{name: c, resources: {limits: {cpu: 1, memory: 64Mi}}}]",
        "containers: [{name: c, resources: {limits: {cpu: '1'}}}]",
        "containers: [{name: c, livenessProbe: {httpGet: {port: 80}}}]",
        "containers: [{name: c, livenessProbe: {httpGet: {port: http}}}]",
        "containers: [{name: c, env: [{name: PORT, value: '8080'}]}]",
        "hostNetwork: null"
      })
  void mayHaveWhatKubernetesReads(String spec) {
    assertThat(pod(spec).objects()).singleElement().isInstanceOf(Pod.class);
  }

  /** As Go reads null into a map of strings and into a list of structs. */
  @Test
  void haveAnEmptyEntryWhereItIsNull() {
    HasMetadata pod =
        Manifests.parse(
                "apiVersion: v1\nkind: Pod\nmetadata: {name: it, labels: {app: null}}\n"
                    + "spec: {containers: [{name: c, args: [null], env: [null]}]}\n")
            .objects()
            .get(0);

    assertThat(pod.getMetadata().getLabels()).containsExactly(Map.entry("app", ""));
    assertThat(((Pod) pod).getSpec().getContainers().get(0).getArgs()).containsExactly("");
    assertThat(((Pod) pod).getSpec().getContainers().get(0).getEnv()).containsExactly(new EnvVar());
  }

  private static Manifests pod(String spec) {
    return Manifests.parse(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: it}\nspec: {" + spec + "}\n");
  }

  @Test
  void areRefusedWhereTheirKindIsNotText() {
    assertThatExceptionOfType(ChartException.class)
        .isThrownBy(() -> Manifests.parse("apiVersion: v1\nkind: 1\nmetadata: {name: it}\n"))
        .withMessageContaining("kind is not text; write it in quotes.");
  }
}
