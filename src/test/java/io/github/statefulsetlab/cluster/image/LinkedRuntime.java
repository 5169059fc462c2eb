package io.github.statefulsetlab.cluster.image;

import io.github.statefulsetlab.support.SortedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A Java runtime with just the modules that the counter app uses, linked from the JDK that runs.
 */
final class LinkedRuntime {

  private static final Path HOME = Path.of(System.getProperty("java.home"));
  private static final Path JLINK = HOME.resolve("bin").resolve("jlink");
  private static final String MODULES = "java.base,jdk.httpserver";
  private static final int FIRST_WITHOUT_JMODS = 24;
  private static final int FIRST_WITH_NAMED_COMPRESSION = 21;

  /** What a server that speaks plain HTTP and starts no process never opens. */
  private static final Set<String> NOT_NEEDED =
      Set.of(
          "bin/keytool",
          "lib/classlist",
          "lib/jexec",
          "lib/jrt-fs.jar",
          "lib/jspawnhelper",
          "lib/security/blocked.certs",
          "lib/security/cacerts",
          "lib/security/public_suffix_list.dat");

  private LinkedRuntime() {}

  /** Whether this JDK has jlink and something to link: its jmods, or itself (JEP 493). */
  static boolean isPossible() {
    boolean linkable =
        Files.isDirectory(HOME.resolve("jmods"))
            || Runtime.version().feature() >= FIRST_WITHOUT_JMODS;
    return linkable && Files.isExecutable(JLINK);
  }

  /**
   * Links the runtime; the same JDK gives the same bytes.
   *
   * @param folder must not exist
   * @return the files that the image needs
   */
  static List<Path> link(Path folder) throws IOException {
    // A process of its own: two runs of jlink in one JVM disturb each other.
    Process jlink = new ProcessBuilder(command(folder)).redirectErrorStream(true).start();
    String said = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitStatus(jlink, "Linking a Java runtime") != 0) {
      throw new ImageBuildException(
          "jlink of "
              + HOME
              + " failed. Use a whole JDK, one with jmods (Debian, Ubuntu: apt-get install"
              + " openjdk-17-jdk-headless). It said: "
              + said.strip());
    }
    return SortedFiles.below(folder).stream()
        .filter(file -> !NOT_NEEDED.contains(folder.relativize(file).toString()))
        .toList();
  }

  private static List<String> command(Path folder) {
    String compression = Runtime.version().feature() < FIRST_WITH_NAMED_COMPRESSION ? "2" : "zip-6";
    return List.of(
        JLINK.toString(),
        "--add-modules",
        MODULES,
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--compress=" + compression,
        "--output",
        folder.toString());
  }

  /**
   * Waits until the process has ended.
   *
   * @param work what it does, as the beginning of a sentence
   * @throws ImageBuildException if this thread is interrupted; the process is ended
   */
  static int exitStatus(Process process, String work) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new ImageBuildException(work + " was interrupted.", e);
    }
  }
}
