package io.github.statefulsetlab.counter;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the environment asks for. A variable that is unset or empty has its default.
 *
 * @param port port to listen on; 0 picks a free one
 * @param dataDir folder on the volume
 * @param createDataDir whether that folder is made if it is not there
 * @param visitsFile name of the file in {@code dataDir} that holds the count
 * @param pod what the pages call this pod
 * @param faults whether {@code POST /faults/…} is served
 * @param groupCommit whether visits that arrive together share one fsync
 * @param logRequests whether each request is logged
 * @param drain for how long requests are still accepted after SIGTERM, while Services forget the
 *     pod
 * @param startDelay for how long the app says that it is still starting
 * @param paths under which paths the pages are
 */
record Config(
    int port,
    Path dataDir,
    boolean createDataDir,
    String visitsFile,
    String pod,
    boolean faults,
    boolean groupCommit,
    boolean logRequests,
    Duration drain,
    Duration startDelay,
    Paths paths) {

  private static final int LARGEST_PORT = 65_535;
  static final int LONGEST_SECONDS = 3_600;

  /**
   * Reads and checks the environment.
   *
   * @throws BadConfig naming the variable, its value and the remedy
   */
  static Config from(Map<String, String> env) {
    Variables variables = new Variables(env);
    return new Config(
        variables.number("PORT", 8000, LARGEST_PORT),
        folder(variables),
        variables.oneOf("CREATE_DATA_DIR", "true", "false", false),
        fileName(variables),
        variables.text("POD_NAME", variables.text("HOSTNAME", "unknown")),
        variables.oneOf("FAULTS", "enabled", "disabled", false),
        variables.oneOf("GROUP_COMMIT", "on", "off", true),
        variables.oneOf("LOG_REQUESTS", "true", "false", false),
        Duration.ofSeconds(variables.number("DRAIN_SECONDS", 0, LONGEST_SECONDS)),
        Duration.ofSeconds(variables.number("START_DELAY_SECONDS", 0, LONGEST_SECONDS)),
        Paths.from(env));
  }

  private static Path folder(Variables variables) {
    String name = variables.text("DATA_DIR", "/data");
    try {
      return Path.of(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new BadConfig("DATA_DIR", name, "it must be the path of a folder");
    }
  }

  private static String fileName(Variables variables) {
    String name = variables.text("VISITS_FILE", "visits.txt");
    if (name.contains("/") || name.contains("\0") || name.equals(".") || name.equals("..")) {
      throw new BadConfig(
          "VISITS_FILE", name, "it must be a file's name alone; its folder goes in DATA_DIR");
    }
    return name;
  }

  private record Variables(Map<String, String> env) {

    String text(String name, String otherwise) {
      String value = env.getOrDefault(name, "").strip();
      return value.isEmpty() ? otherwise : value;
    }

    int number(String name, int otherwise, int largest) {
      String value = text(name, Integer.toString(otherwise));
      if (value.matches("[0-9]{1,6}") && Integer.parseInt(value) <= largest) {
        return Integer.parseInt(value);
      }
      throw new BadConfig(name, value, "it must be a whole number from 0 to " + largest);
    }

    boolean oneOf(String name, String yes, String no, boolean otherwise) {
      String value = text(name, otherwise ? yes : no);
      if (value.equals(yes) || value.equals(no)) {
        return value.equals(yes);
      }
      throw new BadConfig(name, value, "it must be \"" + yes + "\" or \"" + no + "\"");
    }
  }
}
