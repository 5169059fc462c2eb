package io.github.statefulsetlab.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Node;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Gets images to the nodes of a cluster: those that this machine's Docker engine has or can pull,
 * and those that are given as files. Nodes that this machine does not run pull for themselves.
 */
public final class ImageProvisioner {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MANIFEST = "manifest.json";

  private final LabCluster cluster;
  private final Consumer<String> progress;
  private final Predicate<String> pullable;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();
  private final Map<String, String> local = new ConcurrentHashMap<>();

  /**
   * A supply for a cluster.
   *
   * @param progress told what is being done
   * @param pullable tries whether nodes that this machine does not run can pull an image
   */
  public ImageProvisioner(
      LabCluster cluster, Consumer<String> progress, Predicate<String> pullable) {
    this.cluster = cluster;
    this.progress = progress;
    this.pullable = pullable;
  }

  /** Whether the cluster can run the image; gets it there if it has to. */
  public boolean provide(String image) {
    return known.computeIfAbsent(ImageName.complete(image), name -> obtain(name, image));
  }

  private boolean obtain(String name, String image) {
    Optional<NodeShell> shell = shell();
    if (shell.isEmpty()) {
      return pullable.test(image);
    }
    if (shell.get().hasImage(name)) {
      return true;
    }
    DockerEngine engine = DockerEngine.connect();
    String source = local.getOrDefault(name, image);
    if (!engine.has(source) && !engine.pull(source, progress)) {
      return false;
    }
    progress.accept("putting the image %s on the node".formatted(image));
    if (!source.equals(image)) {
      engine.tag(source, image);
    }
    Path tar = engine.save(image);
    try {
      cluster.load(tar);
    } finally {
      delete(tar);
    }
    return true;
  }

  private Optional<NodeShell> shell() {
    return cluster.client().nodes().list().getItems().stream()
        .map((Node node) -> cluster.shell(node.getMetadata().getName()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * Takes what was given with {@code --image}: {@code REF=LOCAL}, an image archive, a folder with a
   * Dockerfile, or a reference.
   *
   * @return the reference that the app's container shall use; empty where the chart's own is right
   * @throws ClusterException if it can't be used, saying why
   */
  public Optional<String> take(String given) {
    Path path = Path.of(given);
    if (Files.isDirectory(path)) {
      return Optional.of(built(path));
    }
    if (Files.isRegularFile(path)) {
      return Optional.of(loaded(path));
    }
    int equals = given.indexOf('=');
    if (equals > 0) {
      String image = given.substring(0, equals);
      String source = given.substring(equals + 1);
      local.put(ImageName.complete(image), source);
      if (!provide(image)) {
        throw new ClusterException(
            "The image %s, given for %s, is neither on this machine's Docker engine nor can it be pulled."
                .formatted(source, image));
      }
      return Optional.empty();
    }
    return Optional.of(given);
  }

  private String loaded(Path tar) {
    String name = nameIn(tar);
    progress.accept("putting the image %s of %s on the node".formatted(name, tar));
    cluster.load(tar);
    known.put(ImageName.complete(name), true);
    return name;
  }

  /** The first tag in an archive as {@code docker save} writes it. */
  static String nameIn(Path tar) {
    try (TarArchiveInputStream entries =
        new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(tar)))) {
      for (TarArchiveEntry entry = entries.getNextEntry();
          entry != null;
          entry = entries.getNextEntry()) {
        if (MANIFEST.equals(entry.getName())) {
          JsonNode tag = JSON.readTree(entries.readAllBytes()).path(0).path("RepoTags").path(0);
          if (tag.isTextual()) {
            return tag.asText();
          }
        }
      }
      throw new ClusterException(
          "%s (--image) is no image archive with a tag. Write it with: docker save -o app.tar NAME:TAG"
              .formatted(tar));
    } catch (IOException e) {
      throw new ClusterException(
          "%s (--image) can't be read as an image archive: %s".formatted(tar, e.getMessage()), e);
    }
  }

  private String built(Path folder) {
    if (!Files.isRegularFile(folder.resolve("Dockerfile"))) {
      throw new ClusterException(
          "The folder %s (--image) has no Dockerfile. Give the folder that holds it."
              .formatted(folder));
    }
    progress.accept("building the image of " + folder);
    DockerEngine engine = DockerEngine.connect();
    String name = engine.build(folder, progress);
    try {
      if (!provide(name)) {
        throw new ClusterException(
            "The image built from %s can't be put on the cluster's nodes, which this machine does not run. Push it to a registry, and give its name."
                .formatted(folder));
      }
      return name;
    } finally {
      engine.forget(name);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
