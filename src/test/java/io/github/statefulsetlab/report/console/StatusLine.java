package io.github.statefulsetlab.report.console;

import java.util.Collection;
import java.util.Locale;

/** The last line of a terminal: how long, how much is done, how long it will take, what runs. */
record StatusLine(RunTimes times, String doing, Collection<String> running) {

  String at(double seconds) {
    return String.format(Locale.ROOT, "%6.1f s  %s%s", seconds, left(seconds), what());
  }

  private String left(double seconds) {
    double left = times.end() - seconds;
    if (times.expected() == 0 || left < -1) {
      return "";
    }
    return left < 1 ? "a moment left, " : String.format(Locale.ROOT, "about %.0f s left, ", left);
  }

  private String what() {
    if (running.isEmpty() && times.done() == 0) {
      return doing;
    }
    String done =
        times.expected() == 0
            ? times.done() + " checked"
            : times.done() + " of " + times.expected() + " checked";
    return running.isEmpty() ? done : done + ": " + String.join(", ", running);
  }
}
