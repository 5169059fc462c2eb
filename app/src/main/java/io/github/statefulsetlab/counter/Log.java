package io.github.statefulsetlab.counter;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One line per event: what goes as planned on stdout, what somebody has to mend on stderr. */
final class Log {

  private Log() {}

  static void info(String event) {
    line(System.out, event);
  }

  static void problem(String event) {
    line(System.err, event);
  }

  private static void line(PrintStream out, String event) {
    out.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + oneLine(event));
  }

  private static String oneLine(String event) {
    return event.replace("\r", "\\r").replace("\n", "\\n");
  }
}
