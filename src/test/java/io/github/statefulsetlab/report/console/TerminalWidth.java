package io.github.statefulsetlab.report.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.function.IntSupplier;

/** The columns of the terminal, asked again a second later since windows are resized. */
final class TerminalWidth implements IntSupplier {

  /** What is assumed where nobody knows. */
  static final int USUAL = 80;

  private static final long SECOND = 1_000_000_000L;
  private static final File TERMINAL = new File("/dev/tty");

  private int width;
  private long asked;

  @Override
  public synchronized int getAsInt() {
    long now = System.nanoTime();
    if (width == 0 || now - asked > SECOND) {
      width = ask();
      asked = now;
    }
    return width;
  }

  private static int ask() {
    ProcessBuilder command = new ProcessBuilder("stty", "size").redirectInput(TERMINAL);
    try {
      Process stty = command.redirectErrorStream(true).start();
      String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return columns(said);
    } catch (IOException e) {
      return USUAL;
    }
  }

  /** The second of the two numbers, rows and columns, that {@code stty size} prints. */
  static int columns(String said) {
    try (Scanner numbers = new Scanner(said)) {
      if (!numbers.hasNextInt()) {
        return USUAL;
      }
      numbers.nextInt();
      int columns = numbers.hasNextInt() ? numbers.nextInt() : 0;
      return columns > 0 ? columns : USUAL;
    }
  }
}
