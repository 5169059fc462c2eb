package io.github.statefulsetlab.installation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table of the API server's")
class ServerTablesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void isPrintedAsKubectlDoes() throws IOException {
    assertThat(
            ServerTables.table(
                claims("[\"data-web-0\", \"Bound\", 3, \"2m13s\", \"Filesystem\"]"), ""))
        .isEqualTo(
            """
            NAME         STATUS   SIZE   AGE
            data-web-0   Bound    3      2m13s
            """);
  }

  @Test
  void namesEachObjectsKindAmongOthers() throws IOException {
    assertThat(
            ServerTables.table(
                claims("[\"data-web-0\", \"Bound\", 3, \"5s\", \"Filesystem\"]"),
                "persistentvolumeclaim/"))
        .contains("\npersistentvolumeclaim/data-web-0   Bound ");
  }

  @Test
  void showsOnlyTheFirstLineOfACell() throws IOException {
    assertThat(
            ServerTables.table(claims("[\"data-web-0\", \"Lost\\nroot#\", 3, \"5s\", \"\"]"), ""))
        .contains("Lost     3")
        .doesNotContain("root#");
  }

  @Test
  void isNotPrintedWithoutRows() throws IOException {
    assertThat(ServerTables.table(claims(""), "")).isEmpty();
    assertThat(ServerTables.table(JSON.readTree("{}"), "")).isEmpty();
  }

  @Test
  void isAskedForByTheShortNamesOfTheKinds() {
    assertThat(ServerTables.command(ServerTables.Kind.values()))
        .isEqualTo("kubectl get po,sts,svc,pvc");
  }

  private static JsonNode claims(String cells) throws IOException {
    return JSON.readTree(
        """
        {"kind": "Table",
         "columnDefinitions": [
           {"name": "Name", "type": "string", "format": "name", "priority": 0},
           {"name": "Status", "type": "string", "format": "", "priority": 0},
           {"name": "Size", "type": "integer", "format": "", "priority": 0},
           {"name": "Age", "type": "string", "format": "", "priority": 0},
           {"name": "VolumeMode", "type": "string", "format": "", "priority": 1}],
         "rows": [%s]}
        """
            .formatted(cells.isEmpty() ? "" : "{\"cells\": " + cells + "}"));
  }
}
