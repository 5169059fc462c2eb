package io.github.statefulsetlab.support;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone, the last first. Each is undone, even where one before it fails; the first
 * failure is thrown at the end with the others suppressed in it. Undoes each once.
 */
public final class CleanUp implements AutoCloseable {

  private final Deque<Runnable> undoing = new ArrayDeque<>();

  /** Remembers how to undo what is about to be done. */
  public synchronized void add(Runnable undo) {
    undoing.push(undo);
  }

  @Override
  public synchronized void close() {
    RuntimeException first = null;
    while (!undoing.isEmpty()) {
      try {
        undoing.pop().run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
