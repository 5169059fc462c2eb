package io.github.statefulsetlab.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.statefulsetlab.counter.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@EnabledIf("io.github.statefulsetlab.cluster.image.ScratchImage#isPossible")
class AppImageTest {

  private static final Path CLASSES = Path.of("target", "classes");
  private static final long LARGEST = 50_000_000;

  private static Path cache;
  private static AppImage image;
  private static ImageTar content;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    cache = folder;
    image = AppImage.of(CLASSES, cache);
    content = ImageTar.read(image.tar());
  }

  @Test
  void isNotBuiltAgainWhenNothingHasChanged() {
    AppImage again = AppImage.of(CLASSES, cache);

    assertThat(again)
        .isEqualTo(new AppImage(image.reference(), image.tar(), image.configDigest(), false));
  }

  @Test
  void leavesNothingButTheImageInTheCache() {
    assertThat(cache).isDirectoryNotContaining("glob:**/build-*");
  }

  @Test
  void isNamedAfterItsConfiguration() {
    assertThat(content.repoTag()).isEqualTo("statefulset-lab/counter:1.0.0");
    assertThat(content.configDigest()).isEqualTo(image.configDigest());
  }

  @Test
  void runsAsAUserWithoutPrivileges() {
    assertThat(content.config().at("/config/User").asText()).isEqualTo("10001:10001");
    assertThat(content.config().at("/config/ExposedPorts").fieldNames())
        .toIterable()
        .containsExactly("8000/tcp");
    assertThat(content.config().at("/config/Entrypoint"))
        .extracting(JsonNode::asText)
        .startsWith("/statefulset-lab/java/bin/java")
        .endsWith(Main.class.getName());
  }

  @Test
  void ownsItsDataFolder() {
    assertThat(content.entries())
        .filteredOn(entry -> entry.name().equals("data/"))
        .singleElement()
        .returns(10001L, ImageTar.Entry::user)
        .returns(10001L, ImageTar.Entry::group);
  }

  @Test
  void carriesLabelsByOciNames() {
    assertThat(content.config().at("/config/Labels").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "org.opencontainers.image.title",
            "org.opencontainers.image.description",
            "org.opencontainers.image.version",
            "org.opencontainers.image.source",
            "org.opencontainers.image.licenses");
  }

  /** Other JDKs may leave no room for it. */
  @Test
  @EnabledOnJre(JRE.JAVA_17)
  @EnabledIf("io.github.statefulsetlab.cluster.image.StartArchiveTest#isPossible")
  void holdsTheClassesOfItsStart() {
    assertThat(content.entries())
        .extracting(ImageTar.Entry::name)
        .contains("statefulset-lab/java/lib/server/classes.jsa");
  }

  @Test
  void isSmall() {
    assertThat(content.entries().stream().mapToLong(ImageTar.Entry::size).sum())
        .as("bytes of all files in the image")
        .isLessThanOrEqualTo(LARGEST);
  }

  @Test
  void sameSourcesGiveTheSameBytesEvenBuiltTwiceAtOnce(@TempDir Path another) {
    List<CompletableFuture<AppImage>> builds =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> AppImage.of(CLASSES, another)))
            .limit(2)
            .toList();

    assertThat(builds)
        .extracting(CompletableFuture::join)
        .allSatisfy(
            again -> {
              assertThat(again.configDigest()).isEqualTo(image.configDigest());
              assertThat(again.tar()).hasSameBinaryContentAs(image.tar());
            });
  }

  @Test
  void saysWhenTheAppIsNotCompiled(@TempDir Path empty) {
    assertThatThrownBy(() -> AppImage.of(empty, cache))
        .isInstanceOf(ImageBuildException.class)
        .hasMessageContaining(empty.toString())
        .hasMessageContaining("./mvnw compile");
  }

  @Test
  void otherClassesGiveAnotherKey(@TempDir Path classes) throws IOException {
    String before = Fingerprint.ofImage(Files.createDirectories(classes));
    Files.writeString(classes.resolve("Main.class"), "");

    assertThat(Fingerprint.ofImage(classes)).isNotEqualTo(before);
  }
}
