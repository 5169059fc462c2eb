package io.github.statefulsetlab.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The app as a process of its own on a folder of its own, with the flags that it has in its image.
 */
final class AppUnderLoad implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("on port ([0-9]+)");

  private final Process process;
  private final Path folder;
  private final int port;

  private AppUnderLoad(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  static AppUnderLoad start(Path classes, Path folder, boolean groupCommit) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompileThresholdScaling=5",
            "-Xmx24m",
            "-Xss256k",
            "-cp",
            classes.toString(),
            "io.github.statefulsetlab.counter.Main");
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                "0",
                "DATA_DIR",
                folder.toString(),
                "GROUP_COMMIT",
                groupCommit ? "on" : "off"));
    Process process = builder.redirectErrorStream(true).start();
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return new AppUnderLoad(process, folder, Integer.parseInt(port.group(1)));
      }
    }
    throw new IOException("The app does not start: run ./mvnw compile");
  }

  int port() {
    return port;
  }

  /** The count in its file. */
  long stored() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("visits.txt")));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    Files.deleteIfExists(folder.resolve("visits.txt"));
    Files.delete(folder);
  }
}
