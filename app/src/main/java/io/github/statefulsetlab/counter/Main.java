package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.net.BindException;
import java.time.Clock;
import java.util.List;

/** The command line: without arguments the app serves; {@code check} asks a running one. */
public final class Main {

  private Main() {}

  /** Runs the command; does not return while serving. */
  public static void main(String... args) {
    List<String> words = List.of(args);
    if (words.isEmpty()) {
      serve();
      return;
    }
    System.exit(run(words));
  }

  private static int run(List<String> words) {
    return switch (words.get(0)) {
      case "check" -> Check.run(words.subList(1, words.size()));
      case "--help", "-h" -> say(Usage.TEXT);
      case "--version" -> say(Version.NAME + " " + Version.NUMBER + System.lineSeparator());
      default -> Usage.bad("Unknown argument \"" + words.get(0) + "\".");
    };
  }

  private static int say(String text) {
    System.out.print(text);
    System.out.flush();
    return Usage.GOOD;
  }

  private static void serve() {
    Config config;
    try {
      config = Config.from(System.getenv());
    } catch (BadConfig e) {
      System.err.println(e.getMessage());
      System.exit(Usage.BAD);
      return;
    }
    try {
      CounterApp app = new CounterApp(config, Disk.LOCAL, Clock.systemUTC());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(app), "drain"));
      Log.info(
          "%s %s serves pod %s on port %d."
              .formatted(Version.NAME, Version.NUMBER, config.pod(), app.port()));
    } catch (BindException e) {
      System.err.println(
          "PORT="
              + config.port()
              + " could not be bound ("
              + e.getMessage()
              + "): stop what listens there, or set another PORT.");
      System.exit(Usage.FAILED);
    } catch (IOException e) {
      System.err.println(
          "The app can't listen on port " + config.port() + ": " + e.getMessage() + ".");
      System.exit(Usage.FAILED);
    }
  }

  /**
   * A drained app has done all that it was asked to, so it ends with 0 and not with the 143 of
   * SIGTERM.
   */
  private static void drain(CounterApp app) {
    try {
      boolean all = app.drain();
      Log.info(
          all ? "Stops; every request was answered." : "Stops; some requests were not answered.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }
}
