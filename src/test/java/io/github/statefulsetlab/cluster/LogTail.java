package io.github.statefulsetlab.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.testcontainers.containers.output.OutputFrame;

/**
 * Keeps the last lines of a container's log, for the message that is needed if it does not start.
 */
final class LogTail implements Consumer<OutputFrame> {

  private static final int LINES = 20;

  private final Deque<String> lines = new ArrayDeque<>();

  @Override
  public synchronized void accept(OutputFrame frame) {
    lines.add(frame.getUtf8StringWithoutLineEnding());
    if (lines.size() > LINES) {
      lines.remove();
    }
  }

  @Override
  public synchronized String toString() {
    return String.join(System.lineSeparator(), lines);
  }
}
