package io.github.statefulsetlab.counter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The app as a process of its own, which can be killed. */
final class ChildApp implements AutoCloseable {

  private static final Pattern PORT = Pattern.compile("on port ([0-9]+)");

  private final Process process;
  private final BufferedReader log;
  private final int port;

  private ChildApp(Process process, BufferedReader log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts the app on a free port, and returns once it serves. */
  static ChildApp serve(Path folder, Map<String, String> env) throws IOException {
    ProcessBuilder builder = command();
    builder.environment().putAll(Map.of("PORT", "0", "DATA_DIR", folder.toString()));
    builder.environment().putAll(env);
    Process process = builder.redirectErrorStream(true).start();
    BufferedReader log =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return new ChildApp(process, log, Integer.parseInt(port.group(1)));
      }
    }
    throw new IllegalStateException("The app does not serve. It said:\n" + said);
  }

  /** Runs the app to its end. */
  static Ended run(Map<String, String> env, String... arguments) throws Exception {
    ProcessBuilder builder = command(arguments);
    builder.environment().putAll(env);
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  record Ended(int status, String output) {}

  int port() {
    return port;
  }

  Client client() {
    return new Client(port);
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy(); // Process.destroy would close its output too.
  }

  /** SIGKILL. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits for the end; the output is what it has said since it served. */
  Ended end() throws InterruptedException {
    String rest = log.lines().map(line -> line + "\n").collect(Collectors.joining());
    return new Ended(process.waitFor(), rest);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private static ProcessBuilder command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of("target", "classes").toString(),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
