package io.github.statefulsetlab.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.submission.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final JsonLines console =
      new JsonLines(Optional.of(new PrintStream(out, true, StandardCharsets.UTF_8)));

  private List<JsonNode> objects() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      objects.add(new ObjectMapper().readTree(line));
    }
    return objects;
  }

  @Test
  void eachEventIsAnObjectOnALineOfItsOwn() throws IOException {
    console.progress("starting\na \"cluster\"");
    console.clusterReady(new ClusterFacts("k3s", "v1.36.3", "sha256:0", 3.2));
    console.runRefused(new UsageException("There is no chart."));

    assertThat(objects())
        .extracting(object -> object.get("event").asText())
        .containsExactly("progress", "cluster-ready", "refused");
    assertThat(objects().get(0).get("doing").asText()).isEqualTo("starting\na \"cluster\"");
    assertThat(objects()).allSatisfy(object -> assertThat(object.get("at").isNumber()).isTrue());
  }

  @Test
  void nobodyWhoDidNotAskHearsOfIt() {
    new JsonLines(Optional.empty()).progress("starting a cluster");

    assertThat(out.size()).isZero();
  }
}
