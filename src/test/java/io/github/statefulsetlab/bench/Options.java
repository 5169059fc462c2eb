package io.github.statefulsetlab.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the command line asks for. */
record Options(int clients, int seconds, int rounds, int atLeast, Path folder, Path classes) {

  static final Duration WARM_UP = Duration.ofSeconds(2);

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final String USAGE =
      "bench/visits [--clients N] [--seconds N] [--rounds N] [--at-least VISITS_PER_SECOND]"
          + " [--folder FOLDER_ON_A_DISK]";

  static Options parse(String... args) {
    int clients = 64;
    int seconds = 4;
    int rounds = 3;
    int atLeast = 0;
    Path folder = Path.of("target");
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException(USAGE);
    }
    for (int i = 0; i < args.length; i += 2) {
      switch (args[i]) {
        case "--clients" -> clients = positive(args[i + 1]);
        case "--seconds" -> seconds = positive(args[i + 1]);
        case "--rounds" -> rounds = positive(args[i + 1]);
        case "--at-least" -> atLeast = positive(args[i + 1]);
        case "--folder" -> folder = Path.of(args[i + 1]);
        default -> throw new IllegalArgumentException(USAGE);
      }
    }
    long total = 2L * rounds * (seconds + WARM_UP.toSeconds());
    if (total > LONGEST.toSeconds() || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "That takes "
              + total
              + " s, more than "
              + LONGEST.toSeconds()
              + ", or "
              + folder
              + " is not a folder.\n"
              + USAGE);
    }
    return new Options(clients, seconds, rounds, atLeast, folder, Path.of("target", "classes"));
  }

  private static int positive(String number) {
    if (number.matches("[1-9][0-9]{0,5}")) {
      return Integer.parseInt(number);
    }
    throw new IllegalArgumentException("\"" + number + "\" is not a number from 1 on.\n" + USAGE);
  }
}
