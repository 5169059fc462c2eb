package io.github.statefulsetlab.cluster.image;

import io.github.statefulsetlab.counter.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The counter app's image, as a tar for {@code docker load} and {@code ctr images import}.
 *
 * <p>On Linux with glibc it is made from nothing ({@link ScratchImage}), elsewhere on a base image
 * ({@link BaseImage}). The tar is kept in {@code
 * ${XDG_CACHE_HOME:-~/.cache}/statefulset-lab/images} under a name that is a digest of all that
 * goes into it, so that it is made again only when that has changed.
 *
 * @param reference name and tag, as in a pod's {@code image}
 * @param tar the image in Docker's archive format
 * @param configDigest the image's id, {@code sha256:…}
 * @param built whether this call has built it; false when it was found in the cache
 */
public record AppImage(String reference, Path tar, String configDigest, boolean built) {

  /** Name and tag of the image. */
  public static final String REFERENCE = "statefulset-lab/" + Version.NAME + ":" + Version.NUMBER;

  private static final Duration KEPT_UNUSED = Duration.ofDays(30);

  /**
   * The image of the compiled app.
   *
   * @param classes folder of the app's classes, {@code target/classes} in a Maven build
   * @throws ImageBuildException when it can't be built, saying what to install
   */
  public static AppImage of(Path classes) {
    return of(classes, cacheFolder());
  }

  /** Like {@link #of(Path)}, with a cache folder of the caller's own. */
  public static AppImage of(Path classes, Path cache) {
    if (!Files.exists(classes.resolve("io/github/statefulsetlab/counter/Main.class"))) {
      throw new ImageBuildException(
          "The counter app is not compiled: no Main.class in " + classes + ". Run ./mvnw compile.");
    }
    String key = Fingerprint.ofImage(classes);
    Path tar = cache.resolve(key + ".tar");
    Path id = cache.resolve(key + ".id");
    try {
      if (Files.exists(tar)) {
        Files.setLastModifiedTime(tar, FileTime.from(Instant.now()));
        return new AppImage(REFERENCE, tar, Files.readString(id), false);
      }
      return build(classes, cache, tar, id);
    } catch (IOException e) {
      throw new UncheckedIOException("The image of the counter app can't be kept in " + cache, e);
    }
  }

  /** Two builds at once do the same work twice; each puts a whole tar in the same place. */
  private static AppImage build(Path classes, Path cache, Path tar, Path id) throws IOException {
    Files.createDirectories(cache);
    Path workshop = Files.createTempDirectory(cache, "build-");
    try {
      Path newTar = workshop.resolve("image.tar");
      String configDigest =
          ScratchImage.isPossible()
              ? ScratchImage.write(classes, workshop, newTar)
              : BaseImage.write(classes, workshop, newTar);
      Path newId = Files.writeString(workshop.resolve("image.id"), configDigest);
      Files.move(newId, id, StandardCopyOption.ATOMIC_MOVE);
      Files.move(newTar, tar, StandardCopyOption.ATOMIC_MOVE);
      forgetUnused(cache);
      return new AppImage(REFERENCE, tar, configDigest, true);
    } finally {
      delete(workshop);
    }
  }

  private static Path cacheFolder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("statefulset-lab").resolve("images").toAbsolutePath();
  }

  private static void forgetUnused(Path cache) throws IOException {
    Instant longAgo = Instant.now().minus(KEPT_UNUSED);
    for (Path old : list(cache)) {
      if (Files.getLastModifiedTime(old).toInstant().isBefore(longAgo)) {
        delete(old);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : list(path)) {
        delete(entry);
      }
    }
    Files.deleteIfExists(path);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
