package io.github.statefulsetlab.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where the console's lines go: to standard output. With {@code lab.terminal=true} a last line is
 * kept up to date.
 */
final class Screen {

  private static final String CLEAR_LINE = "\r\033[K";
  private static final int WIDTH = 110;

  private final PrintStream out;
  private final boolean terminal;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lab-console");
            thread.setDaemon(true);
            return thread;
          });

  private Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static Screen open() {
    PrintStream out =
        Boolean.getBoolean(Console.OWNS_OUTPUT)
            ? new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
            : System.out;
    return new Screen(out, Boolean.getBoolean("lab.terminal"));
  }

  synchronized void line(String text) {
    out.println(terminal ? CLEAR_LINE + text : text);
    out.flush();
  }

  /** Shows a line that changes, twice a second, until the screen is closed. */
  void status(Supplier<String> text) {
    if (terminal) {
      clock.scheduleAtFixedRate(() -> show(text.get()), 500, 500, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void show(String text) {
    out.print(CLEAR_LINE + (text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text));
    out.flush();
  }

  void close() {
    clock.shutdownNow();
    synchronized (this) {
      if (terminal) {
        out.print(CLEAR_LINE);
        out.flush();
      }
    }
  }
}
