package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.report.page.Caller;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How the console talks.
 *
 * @param terminal whether somebody looks at a screen that can be rewritten
 * @param color whether verdicts may be coloured
 * @param caller whom paths are told to
 */
record ConsoleStyle(Voice voice, boolean terminal, boolean color, Caller caller) {

  /** How much is said, and in which form. */
  enum Voice {
    /** The result alone. */
    QUIET,
    /** What happens, and the result. */
    NORMAL,
    /** Also what only helps whoever works on the harness. */
    VERBOSE,
    /** One JSON object a line. */
    JSON
  }

  /** Reads {@code lab.voice}, {@code lab.terminal}, {@code lab.color} and who has called. */
  static ConsoleStyle of(Properties properties) {
    boolean terminal = Boolean.parseBoolean(properties.getProperty("lab.terminal"));
    return new ConsoleStyle(
        voice(properties.getProperty("lab.voice", "")),
        terminal,
        terminal && Boolean.parseBoolean(properties.getProperty("lab.color")),
        Caller.of(properties));
  }

  private static Voice voice(String name) {
    return switch (name) {
      case "quiet" -> Voice.QUIET;
      case "verbose" -> Voice.VERBOSE;
      case "json" -> Voice.JSON;
      default -> Voice.NORMAL;
    };
  }

  boolean says(Voice least) {
    return voice != Voice.JSON && voice.compareTo(least) >= 0;
  }

  /** The path as whoever called can open it: relative where it lies below their folder. */
  String shown(Path path) {
    return caller.shown(path);
  }
}
