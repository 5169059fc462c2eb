package io.github.statefulsetlab.report.console;

import io.github.statefulsetlab.support.DaemonThreads;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Where lines go: to standard output. On a terminal a last line is kept up to date, and never is
 * longer than the screen is wide at that moment.
 */
public final class Screen {

  /**
   * The system property of a process whose standard output is the console's alone, whatever becomes
   * of {@link System#out}.
   */
  public static final String OWNS_OUTPUT = "lab.console";

  private static final String CLEAR_LINE = "\r\033[K";

  private final PrintStream out;
  private final boolean terminal;
  private final IntSupplier width;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(new DaemonThreads("lab-console"));

  /**
   * A screen.
   *
   * @param width its columns
   */
  Screen(PrintStream out, boolean terminal, IntSupplier width) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
  }

  /** Standard output of this process. */
  static Screen open(boolean terminal) {
    return new Screen(
        output(), terminal, terminal ? new TerminalWidth() : () -> TerminalWidth.USUAL);
  }

  /** Whether standard output is the console's alone. */
  static boolean isOwned() {
    return Boolean.getBoolean(OWNS_OUTPUT);
  }

  static PrintStream output() {
    return isOwned()
        ? new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)
        : System.out;
  }

  int width() {
    return width.getAsInt();
  }

  synchronized void line(String text) {
    out.println(terminal ? CLEAR_LINE + text : text);
    out.flush();
  }

  /** Shows a line that changes, twice a second, until the screen is closed. */
  void status(Supplier<String> text) {
    if (terminal) {
      clock.scheduleAtFixedRate(() -> show(text.get()), 0, 500, TimeUnit.MILLISECONDS);
    }
  }

  /** One column stays free: many terminals begin a new line once the last one is written to. */
  private void show(String text) {
    String shown = Paragraph.beginning(text, width() - 1);
    synchronized (this) {
      if (!clock.isShutdown()) {
        out.print(CLEAR_LINE + shown);
        out.flush();
      }
    }
  }

  synchronized void close() {
    clock.shutdownNow();
    if (terminal) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }
}
