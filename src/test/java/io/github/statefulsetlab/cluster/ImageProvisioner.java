package io.github.statefulsetlab.cluster;

import io.fabric8.kubernetes.api.model.Node;
import io.github.statefulsetlab.support.Lazy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Gets images to the nodes of a cluster: those that this machine's Docker engine has or can pull,
 * and those that are given as files. Nodes that this machine does not run pull for themselves.
 */
public final class ImageProvisioner {

  /** Whether a chart may have any image of this machine's engine, or named ones only. */
  private static final boolean LOCAL_IMAGES = !Boolean.getBoolean("lab.only-named-images");

  private final LabCluster cluster;
  private final Consumer<String> progress;
  private final Predicate<String> pullable;
  private final Map<String, Lazy<Optional<String>>> known = new ConcurrentHashMap<>();
  private final Map<String, String> local = new ConcurrentHashMap<>();
  private final Map<String, String> ids = new ConcurrentHashMap<>();
  private final Set<String> named = ConcurrentHashMap.newKeySet();

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

  /**
   * Why the cluster can't run the image, in one line; empty if it can. Gets the image there if it
   * has to.
   */
  public Optional<String> whyMissing(String image) {
    return known
        .computeIfAbsent(ImageName.complete(image), name -> Lazy.of(() -> obtain(name, image)))
        .get();
  }

  /** The id of an image that this supply has put on a node, {@code sha256:…}. */
  public Optional<String> idOf(String image) {
    return Optional.ofNullable(ids.get(ImageName.complete(image)));
  }

  private Optional<String> obtain(String name, String image) {
    Optional<NodeShell> shell = shell();
    if (shell.isEmpty()) {
      return pullable.test(image)
          ? Optional.empty()
          : Optional.of("the cluster's nodes can't pull it");
    }
    if (shell.get().hasImage(name)) {
      return Optional.empty();
    }
    DockerEngine engine = DockerEngine.connect();
    String source = local.getOrDefault(name, image);
    boolean isNamed = local.containsKey(name) || this.named.contains(name);
    if (!isNamed && !ImageName.isValid(source)) {
      return Optional.of("it is not a valid name of an image");
    }
    if (!(engine.has(source) && (isNamed || LOCAL_IMAGES))) {
      if (!isNamed && ImageName.isFromThisMachine(source)) {
        return Optional.of(
            "this machine's Docker engine does not have it, and pulls nothing from an address of this machine for a chart");
      }
      Optional<String> refusal = engine.pull(source, isNamed, progress);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    engine.id(source).ifPresent(id -> ids.put(name, id));
    progress.accept("putting the image %s on the node".formatted(image));
    Path tar = engine.save(source);
    try {
      if (source.equals(image)) {
        cluster.load(tar);
      } else {
        load(tar, name);
      }
    } finally {
      delete(tar);
    }
    return Optional.empty();
  }

  /** Puts the only image of an archive on the node, under a name that the engine never hears of. */
  private Optional<String> load(Path tar, String name) {
    Path renamed = temporary();
    try {
      Optional<String> id = new ImageArchive(tar).writeAs(name, renamed);
      cluster.load(renamed);
      return id;
    } finally {
      delete(renamed);
    }
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
      whyMissing(image)
          .ifPresent(
              why -> {
                throw new ClusterException(
                    "The image %s, given for %s, is neither on this machine's Docker engine nor can it be pulled: %s."
                        .formatted(source, image, why));
              });
      return Optional.empty();
    }
    named.add(ImageName.complete(given));
    return Optional.of(given);
  }

  private String loaded(Path tar) {
    String name = DockerEngine.submissionName();
    progress.accept("putting the image of %s on the node".formatted(tar));
    load(tar, ImageName.complete(name)).ifPresent(id -> ids.put(ImageName.complete(name), id));
    known.put(ImageName.complete(name), Lazy.of(Optional::empty));
    return name;
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("statefulset-lab-", ".tar");
    } catch (IOException e) {
      throw new ClusterException("A temporary file can't be made: " + e.getMessage(), e);
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
    String name = DockerEngine.submissionName();
    Thread atTheEnd = new Thread(() -> engine.forget(name), "lab-forget-image");
    Runtime.getRuntime().addShutdownHook(atTheEnd);
    try {
      engine.build(folder, name, Boolean.getBoolean("lab.build-network"), progress);
      if (whyMissing(name).isPresent()) {
        throw new ClusterException(
            "The image built from %s can't be put on the cluster's nodes, which this machine does not run. Push it to a registry, and give its name."
                .formatted(folder));
      }
      return name;
    } finally {
      engine.forget(name);
      goOnWithout(atTheEnd);
    }
  }

  private static void goOnWithout(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This process is about to end, and the hook runs.
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
