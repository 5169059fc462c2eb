package io.github.statefulsetlab.cluster.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.github.statefulsetlab.counter.Version;
import io.github.statefulsetlab.support.SortedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * What the app's image holds whatever it stands on: classes, user, settings, labels. All times in
 * it are fixed and all entries in order, so that the same input gives the same bytes.
 */
final class ImageSpec {

  static final String USER = "10001:10001";

  /** A folder of the image's own, which no chart knows: one that is mounted hides what is there. */
  static final String FOLDER = "/statefulset-lab";

  private static final String CLASSES = FOLDER + "/counter";
  private static final String DATA = "/data";
  private static final int PORT = 8000;
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  /**
   * Small, quick to start, and gone when out of memory, so that Kubernetes can restart it. Methods
   * are compiled at five times the usual number of calls: most of a start's are not called often
   * enough to be worth it, which saves a fifth of its processor time.
   */
  static final List<String> JVM_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CompileThresholdScaling=5",
          "-XX:-UsePerfData",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xmx24m",
          "-Xss256k");

  /** Names by the OCI image specification, annotations.md. */
  private static final Map<String, String> LABELS =
      Map.of(
          "org.opencontainers.image.title", Version.NAME,
          "org.opencontainers.image.description",
              "Counts visits and keeps the count in a file on the pod's volume",
          "org.opencontainers.image.version", Version.NUMBER,
          "org.opencontainers.image.source", "https://github.com/statefulset-lab/statefulset-lab",
          "org.opencontainers.image.licenses",
              "Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0 AND LGPL-2.1-or-later");

  private ImageSpec() {}

  /**
   * Adds the app to an image and writes it.
   *
   * @param java the path of the java command in the image
   * @return the image's id
   */
  static String write(
      JibContainerBuilder image,
      String java,
      Path classes,
      Path workshop,
      Containerizer containerizer)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(JVM_FLAGS);
    command.addAll(List.of("-cp", CLASSES, "io.github.statefulsetlab.counter.Main"));
    image
        .addFileEntriesLayer(folders(workshop))
        .addFileEntriesLayer(app(classes))
        .setEntrypoint(command)
        .setUser(USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(DATA))
        .setExposedPorts(Port.tcp(PORT))
        .setLabels(LABELS)
        .setPlatforms(Set.of(new Platform(architecture(), "linux")))
        .setCreationTime(CREATED);
    try {
      return image
          .containerize(
              containerizer
                  .setBaseImageLayersCache(workshop.resolve("base-layers"))
                  .setApplicationLayersCache(workshop.resolve("layers")))
          .getImageId()
          .toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ImageBuildException("Building the counter app's image was interrupted.", e);
    } catch (ExecutionException | RegistryException | CacheDirectoryCreationException e) {
      throw new ImageBuildException("The counter app's image can't be built: " + e.getMessage(), e);
    }
  }

  static Containerizer to(Path tar) {
    try {
      return Containerizer.to(TarImage.at(tar).named(AppImage.REFERENCE));
    } catch (InvalidImageReferenceException e) {
      throw new IllegalStateException(AppImage.REFERENCE + " is a valid reference", e);
    }
  }

  /**
   * The mount point belongs to the app's user, and so does a new named volume that Docker mounts
   * there. The other folder is for whoever runs as another user and has no volume.
   */
  private static FileEntriesLayer folders(Path workshop) throws IOException {
    Path empty = Files.createDirectories(workshop.resolve("data"));
    return FileEntriesLayer.builder()
        .setName("data")
        .addEntry(
            new FileEntry(
                empty,
                AbsoluteUnixPath.get(DATA),
                FilePermissions.DEFAULT_FOLDER_PERMISSIONS,
                FileEntriesLayer.DEFAULT_MODIFICATION_TIME,
                USER))
        .addEntry(
            new FileEntry(
                empty,
                AbsoluteUnixPath.get("/tmp"),
                FilePermissions.fromOctalString("777"),
                FileEntriesLayer.DEFAULT_MODIFICATION_TIME))
        .build();
  }

  private static FileEntriesLayer app(Path classes) throws IOException {
    FileEntriesLayer.Builder layer = FileEntriesLayer.builder().setName("app");
    for (Path file : SortedFiles.below(classes)) {
      layer.addEntry(file, AbsoluteUnixPath.get(CLASSES).resolve(classes.relativize(file)));
    }
    return layer.build();
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> System.getProperty("os.arch");
    };
  }
}
