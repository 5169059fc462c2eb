package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MutantTest {

  private static final String LEAST =
      """
      broken: Nothing works.
      profile: moscow-time
      fails:
        dns.pod-fqdn: serviceName
      """;

  private final Path folder;

  MutantTest(@TempDir Path parent) {
    this.folder = parent.resolve("some-mutant");
  }

  @Test
  void takesItsNameFromItsFolder() throws IOException {
    Mutant mutant = read(LEAST);

    assertThat(mutant.name()).isEqualTo("some-mutant");
    assertThat(mutant.broken()).isEqualTo("Nothing works.");
    assertThat(mutant.fails()).containsEntry("dns.pod-fqdn", "serviceName");
    assertThat(mutant.patches()).isEmpty();
  }

  @Test
  void saysWhatItPatches() throws IOException {
    Mutant mutant =
        read(
            LEAST
                + """
                patch:
                  - kind: StatefulSet
                    merge: {spec: {replicas: 2}}
                  - delete: {kind: Service, name: x}
                  - add: {apiVersion: v1, kind: ConfigMap, metadata: {name: y}}
                """);

    assertThat(mutant.patches())
        .extracting(patch -> patch.description())
        .satisfiesExactly(
            first -> assertThat(first).contains("StatefulSet", "replicas"),
            second -> assertThat(second).contains("Service/x"),
            third -> assertThat(third).contains("ConfigMap"));
  }

  @Nested
  class IsRefusedWithFileAndField {

    @Test
    void whenAFieldIsUnknown() {
      assertRefused(LEAST + "fialed: {}\n", "fialed", "no such field");
    }

    @Test
    void whenAFieldIsMissing() {
      assertRefused(LEAST.replace("broken: Nothing works.\n", ""), "broken: it is missing");
    }

    @Test
    void whenNothingFails() {
      assertRefused("broken: x\nprofile: moscow-time\nfails: {}\n", "fails");
    }

    @Test
    void whenWhatWasSeenIsOfACriterionThatDoesNotFail() {
      assertRefused(LEAST + "saw:\n  dns.short-name: x\n", "saw", "fails or skips");
    }

    @Test
    void whenACriterionIsThereTwice() {
      assertRefused(LEAST + "  dns.pod-fqdn: again\n", "Duplicate", "dns.pod-fqdn");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{kind: Service}",
          "{kind: Service, merge: {}, json: []}",
          "{merge: {}}",
          "{kind: Service, delete: {kind: Service, name: x}}"
        })
    void whenAPatchIsNotOneEdit(String edit) {
      assertRefused(LEAST + "patch:\n  - " + edit + "\n", "patch.[0]");
    }

    @Test
    void whenAFieldIsOfAnotherKind() {
      assertRefused(LEAST + "patch: {}\n", "patch: it must be a list");
    }

    @Test
    void whenItIsNoYaml() {
      assertRefused("broken: 'x", "line");
    }

    private void assertRefused(String yaml, String... parts) {
      assertThatThrownBy(() -> read(yaml))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("mutant.yaml")
          .hasMessageContainingAll(parts);
    }
  }

  private Mutant read(String yaml) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("mutant.yaml"), yaml);
    return Mutant.read(folder);
  }
}
