package io.github.statefulsetlab.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a Dockerfile from somebody who is not trusted. Links that stay inside are followed,
 * and everything else that would bring in what is not in the folder is refused: docker-java follows
 * links anywhere when it packs a folder (docker-java issue 2193), and the engine fetches the
 * addresses of an {@code ADD} from this machine's own network.
 */
final class BuildContext {

  static final int ENTRIES = 20_000;
  static final long MEGABYTES = 1_024;

  private static final String DOCKERFILE = "Dockerfile";
  private static final String IGNORED = ".dockerignore";
  private static final int DOCKERFILE_BYTES = 1 << 20;

  private final Path folder;
  private final Path real;
  private int entries;
  private long bytes;

  private BuildContext(Path folder) throws IOException {
    this.folder = folder;
    this.real = folder.toRealPath();
  }

  /**
   * Copies a folder, and checks its Dockerfile.
   *
   * @throws ClusterException that names the file or the line, and the remedy
   */
  static void copy(Path folder, Path target) {
    try {
      BuildContext context = new BuildContext(folder);
      context.copy(context.real, target, Set.of(context.real), context.ignored());
      checkDockerfile(target, folder);
    } catch (IOException | UncheckedIOException e) {
      throw new ClusterException(
          "The folder %s (--image) can't be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** What lies in the folder itself and is left out by its plain name. */
  private Set<String> ignored() throws IOException {
    Path file = real.resolve(IGNORED);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) > DOCKERFILE_BYTES) {
      return Set.of();
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.strip().replaceFirst("^/|^\\*\\*/", "").replaceFirst("/$", ""))
        .filter(name -> !name.equals(DOCKERFILE) && !name.equals(IGNORED))
        .collect(Collectors.toSet());
  }

  private void copy(Path source, Path target, Set<Path> above, Set<String> ignored)
      throws IOException {
    Files.createDirectories(target);
    List<Path> files;
    try (Stream<Path> all = Files.list(source)) {
      files = all.limit(ENTRIES + 1L).sorted().toList();
    }
    for (Path file : files) {
      String name = String.valueOf(file.getFileName());
      if (!ignored.contains(name)) {
        copyOne(file, target.resolve(name), above);
      }
    }
  }

  private void copyOne(Path file, Path target, Set<Path> above) throws IOException {
    entries++;
    require(entries <= ENTRIES, file, "is one of more than %,d files".formatted(ENTRIES));
    Path source = file.toRealPath();
    require(source.startsWith(real), file, "is a link that points outside the folder");
    BasicFileAttributes is =
        Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (is.isDirectory()) {
      Set<Path> around = new HashSet<>(above);
      require(around.add(source), file, "is a link to a folder that it lies in");
      copy(source, target, around, Set.of());
    } else {
      require(is.isRegularFile(), file, "is neither a file nor a folder");
      bytes += is.size();
      require(bytes <= MEGABYTES << 20, file, "is beyond the first %,d MB".formatted(MEGABYTES));
      Files.copy(source, target, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private void require(boolean holds, Path file, String otherwise) {
    if (!holds) {
      throw new ClusterException(
          "%s in the folder %s (--image) %s. Take it out, or list it in %s."
              .formatted(real.relativize(file), folder, otherwise, IGNORED));
    }
  }

  private static void checkDockerfile(Path copy, Path folder) throws IOException {
    Path dockerfile = copy.resolve(DOCKERFILE);
    if (Files.size(dockerfile) > DOCKERFILE_BYTES) {
      throw new ClusterException("The Dockerfile in %s (--image) is too large.".formatted(folder));
    }
    DockerfileRules.offence(new String(Files.readAllBytes(dockerfile), StandardCharsets.UTF_8))
        .ifPresent(
            offence -> {
              throw new ClusterException(
                  "The Dockerfile in %s (--image) %s".formatted(folder, offence));
            });
  }

  /** Removes the copy of a folder. */
  static void delete(Path copy) throws IOException {
    Files.walkFileTree(
        copy,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
