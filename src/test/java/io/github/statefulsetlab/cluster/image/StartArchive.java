package io.github.statefulsetlab.cluster.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A class data sharing archive for a linked runtime: the JDK's classes that the app loads until it
 * is ready, parsed and verified beforehand. A lab starts a hundred apps on one machine, so a start
 * that costs less makes the whole run shorter. Source: <a
 * href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#application-class-data-sharing">java,
 * Application Class Data Sharing</a>.
 *
 * <p>The JVM writes the same bytes for the same classes only if they were loaded in the same order,
 * and now and then its finalizer's thread is quicker with one of them than the main thread. So it
 * runs on one processor where a new thread waits for its turn: until the main thread waits, in the
 * real-time class where this process may choose that, else for as long as its slice of time lasts.
 * An archive for which more than one thread has loaded classes is thrown away.
 */
final class StartArchive {

  /** Where every JVM looks for one, with no option to name it. */
  private static final Path PLACE = Path.of("lib", "server", "classes.jsa");

  private static final String CLASSES = "/image/startup-classes.txt";
  private static final int TRIES = 10;

  /** Fixed addresses, one processor, and no thread that takes it from another one. */
  private static final String IN_ORDER =
      """
      allowed=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*\\([0-9]*\\).*/\\1/p' /proc/self/status)
      order='--batch 0'
      if chrt --fifo 1 true 2>/dev/null; then order='--fifo 1'; fi
      exec setarch -R taskset -c "$allowed" chrt $order "$@"
      """;

  private StartArchive() {}

  /**
   * Writes the archive into a runtime that {@link LinkedRuntime} has linked; the same runtime gives
   * the same bytes. Nothing is returned where it can't be written: it needs util-linux, and a
   * kernel that lets a process fix its addresses. Without it, the app only starts more slowly.
   */
  static Optional<Path> write(Path home) throws IOException {
    // The archive holds the time of the file with all classes, which Jib sets to this one.
    Files.setLastModifiedTime(
        home.resolve("lib").resolve("modules"), FileTime.from(Instant.ofEpochSecond(1)));
    Path archive = home.resolve(PLACE);
    Path work = Files.createTempDirectory(home.getParent(), "archive-");
    Path classes = Files.write(work.resolve("classes"), classes());
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Path loads = work.resolve("loads-" + attempt);
      if (!dump(home, classes, loads) || !Files.exists(archive)) {
        break;
      }
      if (isFromOneThread(Files.readAllLines(loads))) {
        return Optional.of(archive);
      }
      Files.delete(archive);
    }
    Files.deleteIfExists(archive);
    return Optional.empty();
  }

  /** The names of the classes, a line each; written by {@code bench/startup-classes}. */
  static byte[] classes() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(StartArchive.class.getResourceAsStream(CLASSES), CLASSES)) {
      return list.readAllBytes();
    }
  }

  /** Each line begins with the thread's number, as in {@code [4711] java.lang.Object source: …}. */
  static boolean isFromOneThread(List<String> loads) {
    return loads.stream().map(line -> line.substring(0, line.indexOf(']') + 1)).distinct().count()
        == 1;
  }

  private static boolean dump(Path home, Path classes, Path loads) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", IN_ORDER, "sh"));
    command.add(home.resolve("bin").resolve("java").toString());
    command.addAll(ImageSpec.JVM_FLAGS);
    command.addAll(
        List.of(
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + classes,
            "-Xlog:disable",
            "-Xlog:class+load:file=" + loads + ":tid"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // A CLASSPATH or JDK_JAVA_OPTIONS would be archived too.
    builder.environment().keySet().retainAll(Set.of("PATH"));
    return LinkedRuntime.exitStatus(builder.start(), "Archiving a runtime's classes") == 0;
  }
}
