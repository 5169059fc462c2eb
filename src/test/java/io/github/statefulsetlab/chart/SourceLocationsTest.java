package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Where a field is written")
class SourceLocationsTest {

  /** The template's objects, as they are rendered for the tests of one file. */
  private static final String BOTH_SERVICES = service("web-headless") + service("web");

  @TempDir Path folder;

  @BeforeEach
  void writesAChart() throws IOException {
    Files.writeString(folder.resolve("Chart.yaml"), "name: web\nversion: 1.2.3\n");
    Files.createDirectories(folder.resolve("templates"));
  }

  private static String service(String name) {
    return object("Service", name);
  }

  private static String object(String kind, String name) {
    String group = kind.equals("StatefulSet") ? "apps/v1" : "v1";
    return "---\n# Source: web/templates/web.yaml\napiVersion: %s\nkind: %s\nmetadata:\n  name: %s\n"
        .formatted(group, kind, name);
  }

  private String where(String template, String rendered, String kind, String name, String field)
      throws IOException {
    Files.writeString(folder.resolve("templates/web.yaml"), template);
    SourceLocations locations = SourceLocations.of(TemplateFiles.of(Chart.read(folder)), rendered);
    HasMetadata object =
        new ServiceBuilder().withNewMetadata().withName(name).endMetadata().build();
    if (!kind.equals("Service")) {
      object = Manifests.parse(object(kind, name)).objects().get(0);
    }
    return locations.of(object, field);
  }

  private String ofService(String template, String name, String field) throws IOException {
    return where(template, BOTH_SERVICES, "Service", name, field);
  }

  @Test
  void theValueIsNamedThatTheFieldIsTakenFrom() throws IOException {
    String template =
        """
        {{/* replicas: of old,
             kind: StatefulSet */}}
        kind: Service
        metadata:
          name: web
        spec:
          selector: {}
        ---
        kind: StatefulSet # of lab 15
        metadata:
          name: web
        spec:
          # replicas: 1
          replicas: {{ .Values.count }}
          selector: {}
        """;
    String rendered = service("web") + object("StatefulSet", "web");

    assertThat(where(template, rendered, "StatefulSet", "web", "replicas"))
        .isEqualTo("templates/web.yaml:14 (.Values.count)");
    assertThat(where(template, rendered, "StatefulSet", "web", "selector"))
        .isEqualTo("templates/web.yaml:15");
    assertThat(where(template, rendered, "Service", "web", "selector"))
        .isEqualTo("templates/web.yaml:7");
    assertThat(where(template, rendered, "Service", "web", "replicas"))
        .as("another document's field")
        .isEqualTo("templates/web.yaml");
  }

  @Test
  void documentsOfOneKindAreToldApartByTheirNames() throws IOException {
    String template =
        """
        kind: Service
        metadata:
          labels:
            app.kubernetes.io/name: web
          name: {{ include "web.fullname" . }}
        spec:
          selector: {}
        ---
        kind: Service
        metadata:
          name: "{{ include "web.fullname" . }}-headless"
        spec:
          clusterIP: None
          selector: {}
        """;

    assertThat(ofService(template, "web", "selector")).isEqualTo("templates/web.yaml:7");
    assertThat(ofService(template, "web-headless", "selector")).isEqualTo("templates/web.yaml:14");
    assertThat(ofService(template, "web", "clusterIP")).isEqualTo("templates/web.yaml");
  }

  @Test
  void orByTheirOrderWhereTheirNamesAreValues() throws IOException {
    String template =
        """
        kind: Service
        metadata: {name: {{ .Values.headless }}}
        spec: {clusterIP: None, selector: {app: web}}
        ---
        kind: Service
        metadata: {name: {{ .Values.name }}}
        spec: {selector: {app: web}}
        """;

    assertThat(ofService(template, "web-headless", "selector")).isEqualTo("templates/web.yaml:3");
    assertThat(ofService(template, "web", "selector")).isEqualTo("templates/web.yaml:7");
    assertThat(where(template, service("web"), "Service", "web", "selector"))
        .as("one of both was rendered, and nothing says which")
        .isEqualTo("templates/web.yaml");
  }

  @Test
  void oneDocumentInALoopIsWhereAllItsObjectsAreWritten() throws IOException {
    String template =
        """
        {{- range .Values.services }}
        ---
        spec:
          selector: {}
        kind: Service
        metadata:
          name: {{ .name }}
        {{- end }}
        """;

    assertThat(ofService(template, "web", "selector")).isEqualTo("templates/web.yaml:4");
    assertThat(ofService(template, "web-headless", "selector")).isEqualTo("templates/web.yaml:4");
  }

  @Test
  void bothBranchesOfADocumentAreToldApartByTheirKinds() throws IOException {
    String template =
        """
        {{- if .Values.stateful }}
        kind: StatefulSet
        metadata: {name: web}
        spec:
          replicas: 3
        {{- else }}
        kind: "Deployment"
        metadata: {name: web}
        spec:
          strategy: {}
          replicas: 2
        {{- end }}
        """;
    String rendered = object("StatefulSet", "web");

    assertThat(where(template, rendered, "StatefulSet", "web", "replicas"))
        .isEqualTo("templates/web.yaml:5");
  }

  @Test
  void aKindMayBeAValue() throws IOException {
    String template =
        "kind: {{ .Values.kind }}\nmetadata:\n  name: web\nspec:\n  replicas: 2\n---\n"
            + "kind: Service\nmetadata:\n  name: web\n";

    assertThat(where(template, object("StatefulSet", "web"), "StatefulSet", "web", "replicas"))
        .isEqualTo("templates/web.yaml:5");
  }

  @Test
  void aFieldThatOnlyAHelperHasIsFoundThere() throws IOException {
    Files.writeString(
        folder.resolve("templates/_web.tpl"), "kind: Service\nspec:\n  selector: {}\n");
    String whole = "{{ include \"web.service\" . }}\n";
    String part = "kind: Service\n{{ include \"web.rest\" . }}\n";

    assertThat(ofService(whole, "web", "selector")).isEqualTo("templates/_web.tpl:3");
    assertThat(ofService(part, "web", "selector")).as("no name").isEqualTo("templates/_web.tpl:3");
    assertThat(ofService(part, "web", "clusterIP")).isEqualTo("templates/web.yaml");
  }

  @Test
  void aContainersFieldIsThatOfTheContainer() throws IOException {
    String template =
        """
        kind: StatefulSet
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
                - name: log
                  livenessProbe:
                    httpGet: {path: /log}
                {{- if .Values.app }}
                - livenessProbe:
                    httpGet: {path: /}
                  ports:
                    - name: http
                      containerPort: 80
                  name: {{ .Chart.Name }}-app
                {{- end }}
                - {name: short, livenessProbe: {}}
        """;
    Files.writeString(folder.resolve("templates/web.yaml"), template);
    String rendered = object("StatefulSet", "web");
    SourceLocations locations = SourceLocations.of(TemplateFiles.of(Chart.read(folder)), rendered);
    HasMetadata set = Manifests.parse(rendered).objects().get(0);

    assertThat(locations.of(set, "livenessProbe", "log")).isEqualTo("templates/web.yaml:8");
    assertThat(locations.of(set, "livenessProbe", "web-app")).isEqualTo("templates/web.yaml:11");
    assertThat(locations.of(set, "httpGet", "web-app")).isEqualTo("templates/web.yaml:12");
    assertThat(locations.of(set, "livenessProbe", "short")).isEqualTo("templates/web.yaml:18");
    assertThat(locations.of(set, "livenessProbe")).isEqualTo("templates/web.yaml:8");
  }

  @Test
  void anObjectOfNoTemplateIsNamed() throws IOException {
    assertThat(where("", service("web"), "Service", "other", "selector"))
        .isEqualTo("Service/other");
  }
}
