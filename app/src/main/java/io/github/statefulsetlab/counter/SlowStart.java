package io.github.statefulsetlab.counter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;

/** A note on the volume that makes the next start a slow one, once. */
final class SlowStart {

  private final Path note;

  SlowStart(Path folder) {
    this.note = folder.resolve(".start-slowly");
  }

  /** Asks the next start to take so long. */
  void ask(Duration delay) throws IOException {
    Files.writeString(note, Long.toString(delay.toSeconds()));
  }

  /** What was asked for, zero if nothing was. The note is used up. */
  Duration take() {
    try {
      String seconds = Files.readString(note, StandardCharsets.ISO_8859_1).strip();
      Files.delete(note);
      return Duration.ofSeconds(Integer.parseInt(seconds));
    } catch (NoSuchFileException e) {
      return Duration.ZERO;
    } catch (IOException | NumberFormatException e) {
      Log.problem(
          note + " could not be used as a note to start slowly (" + e + "): starting at once.");
      return Duration.ZERO;
    }
  }
}
