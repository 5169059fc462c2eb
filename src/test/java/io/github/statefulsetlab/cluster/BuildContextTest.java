package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A folder that an image is built from")
class BuildContextTest {

  @TempDir Path temporary;

  private Path app;
  private Path copy;

  @BeforeEach
  void hasADockerfile() throws IOException {
    app = Files.createDirectories(temporary.resolve("app"));
    copy = temporary.resolve("copy");
    dockerfile("FROM scratch\nCOPY . /\n");
  }

  private void dockerfile(String text) throws IOException {
    Files.writeString(app.resolve("Dockerfile"), text);
  }

  private void refused(String saying) {
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> BuildContext.copy(app, copy))
        .withMessageContaining(saying);
  }

  @Test
  void isCopiedWithItsOwnLinksFollowed() throws IOException {
    Files.createDirectories(app.resolve("src/main"));
    Files.writeString(app.resolve("src/main/app.py"), "print()");
    Files.createSymbolicLink(app.resolve("linked"), Path.of("src"));

    BuildContext.copy(app, copy);

    assertThat(copy.resolve("linked/main/app.py")).hasContent("print()");
    BuildContext.delete(copy);
    assertThat(copy).doesNotExist();
  }

  @Test
  void hasNoLinksThatLeadOut() throws IOException {
    Path keys = Files.createDirectories(temporary.resolve("keys"));
    Files.writeString(keys.resolve("id_rsa"), "SECRET");
    Files.createSymbolicLink(app.resolve("innocent"), keys);

    refused(
        "innocent in the folder " + app + " (--image) is a link that points outside the folder");

    Files.writeString(app.resolve(".dockerignore"), "# ours\n/innocent/\n");
    BuildContext.delete(copy);
    BuildContext.copy(app, copy);
    assertThat(copy.resolve("innocent")).doesNotExist();
  }

  @Test
  void hasNoLinksInCircles() throws IOException {
    Files.createSymbolicLink(app.resolve("again"), Path.of("."));
    refused("again in the folder " + app + " (--image) is a link to a folder that it lies in");
  }

  @Test
  void hasABoundedNumberOfFiles() throws IOException {
    Path many = Files.createDirectories(app.resolve("many"));
    for (int i = 0; i <= BuildContext.ENTRIES; i++) {
      Files.createFile(many.resolve("f" + i));
    }
    refused("is one of more than 20,000 files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM a\nADD http://169.254.169.254/latest /x",
        "FROM a\n  add --chown=1 HTTPS://example.org/a b /x",
        "FROM a\nADD [\"ftp://example.org\", \"/x\"]",
        "FROM a\nADD \\\n  # why\n\n  http://example.org /x",
        "FROM a\nA\\\nDD http://example.org /x",
        "ARG U=http://example.org\nFROM a\nADD $U /x",
        "FROM a\nONBUILD ADD git@example.org:a /x",
        "# escape=`\nFROM a\nADD`\n http://example.org /x"
      })
  void addsNoAddress(String dockerfile) throws IOException {
    dockerfile(dockerfile);
    refused("The Dockerfile in " + app + " (--image) ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM python:3.12-slim\nADD app.tar.gz /app\nRUN pip install -r requirements.txt",
        "# ADD http://example.org /x\nFROM a\nENV URL=http://example.org\nLABEL add=1"
      })
  void mayBeOrdinary(String dockerfile) throws IOException {
    dockerfile(dockerfile);
    BuildContext.copy(app, copy);
    assertThat(copy.resolve("Dockerfile")).hasContent(dockerfile);
  }
}
