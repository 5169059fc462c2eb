package io.github.statefulsetlab.report.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.submission.Mutant;
import io.github.statefulsetlab.submission.Mutants;
import io.github.statefulsetlab.submission.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("./lab try")
class TryCommandTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void listsEachMutantWithASentence() {
    assertThat(TryCommand.run(List.of(), out)).isZero();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.matches("[a-z-]+ {2,}\\S.*\\."))
        .hasSize(Mutants.all().size());
  }

  @Test
  void checksWhatTheMutantBreaksAndTheCore() {
    Mutant mutant = Mutants.named("plain-governing-service");

    assertThat(TryCommand.checked(mutant))
        .containsAll(mutant.fails().keySet())
        .contains("storage.claims-bound", "counts.diverge")
        .doesNotContain("storage.retention-policy");
  }

  @Test
  void knowsNoOther() {
    assertThatThrownBy(() -> TryCommand.run(List.of("nobody"), out))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("There is no mutant 'nobody'");
  }

  @Test
  void showsObjectsThatDiffer() {
    Manifests before = service("a", "clusterIP: None");
    Manifests after = service("a", "type: NodePort");
    Manifests other = service("b", "type: NodePort");

    assertThat(ManifestDiff.between(before, before)).isEmpty();
    assertThat(ManifestDiff.between(before, after))
        .startsWith("Service a")
        .contains("  -   clusterIP: \"None\"", "  +   type: \"NodePort\"");
    assertThat(ManifestDiff.between(before, other))
        .contains("Service a is gone", "Service b is new");
  }

  @Test
  void isShownInTheDocsAsItIs() throws IOException {
    String[] sections = Files.readString(Path.of("docs", "try.md")).split("\n## ", -1);
    assertThat(sections).hasSize(6);
    for (String section : Arrays.asList(sections).subList(1, sections.length)) {
      Mutant mutant = Mutants.named(first("\\$ \\./lab try (\\S+)", section));

      assertThat(mutant.fails()).containsKey(first("FAIL {2}(\\S+):", section));
    }
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private static Manifests service(String name, String spec) {
    return Manifests.parse(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: %s}
        spec:
          %s
        """
            .formatted(name, spec));
  }
}
