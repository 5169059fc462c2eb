package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An image archive that is handed in")
class ImageArchiveTest {

  private static final String NAME = "docker.io/statefulset-lab/submission:1";

  @TempDir Path folder;

  private Path archive(Map<String, String> files) throws IOException {
    Path tar = folder.resolve("app.tar");
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(tar))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        out.putArchiveEntry(entry);
        out.write(content);
        out.closeArchiveEntry();
      }
    }
    return tar;
  }

  private Map<String, String> renamed(Map<String, String> files) throws IOException {
    Path target = folder.resolve("renamed.tar");
    new ImageArchive(archive(files)).writeAs(NAME, target);
    Map<String, String> all = new LinkedHashMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(target)))) {
      for (TarArchiveEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        all.put(e.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return all;
  }

  @Test
  void isImportedUnderANameOfTheLabs() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("index.json", "{}");
    files.put("./oci-layout", "{}");
    files.put("a/../repositories", "{}");
    files.put("abc.json", "{\"os\": \"linux\"}");
    files.put("layer.tar", "layer");
    files.put(
        "manifest.json",
        "[{\"Config\":\"abc.json\",\"RepoTags\":[\"statefulset-lab/toolbox:1\"],\"Layers\":[\"layer.tar\"]}]");

    assertThat(renamed(files))
        .containsOnlyKeys("manifest.json", "abc.json", "layer.tar")
        .containsEntry("layer.tar", "layer")
        .containsEntry(
            "manifest.json",
            "[{\"Config\":\"abc.json\",\"RepoTags\":[\"%s\"],\"Layers\":[\"layer.tar\"]}]"
                .formatted(NAME));
  }

  @Test
  void hasTheIdThatDockerHasForIt() throws IOException {
    Path tar =
        archive(
            Map.of("abc.json", "{}", "manifest.json", "[{\"Config\":\"abc.json\",\"Layers\":[]}]"));
    Path without = folder.resolve("without.tar");

    assertThat(new ImageArchive(tar).writeAs(NAME, folder.resolve("renamed.tar")))
        .contains("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    Files.copy(archive(Map.of("manifest.json", "[{\"Layers\":[]}]")), without);
    assertThat(new ImageArchive(without).writeAs(NAME, folder.resolve("other.tar"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"RepoTags\":[\"a:1\"]},{\"RepoTags\":[\"b:1\"]}]",
        "[{\"RepoTags\":[\"a:1\",\"b:1\"]}]",
        "[]",
        "[1]"
      })
  void hasOneImageAndOneName(String manifest) throws IOException {
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> renamed(Map.of("manifest.json", manifest)))
        .withMessageContaining("images. Write it with one image and one name");
  }

  @Test
  void isAnImageArchive() throws IOException {
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> renamed(Map.of("a", "b")))
        .withMessageContaining("is not an image archive");
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> renamed(Map.of("manifest.json", "{")))
        .withMessageContaining("can't be read as an image archive");
    Path text = Files.writeString(folder.resolve("text"), "text".repeat(500));
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> new ImageArchive(text).writeAs(NAME, folder.resolve("x")));
  }
}
