package io.github.statefulsetlab.lab.context;

import io.github.statefulsetlab.lab.context.Step.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What one check did and waited for, step by step. What is done within a step, on whichever thread,
 * is part of that.
 */
final class Steps {

  private final List<Step> taken = new ArrayList<>();
  private final AtomicBoolean inside = new AtomicBoolean();

  /** Runs it as a step; whatever it throws is thrown on. */
  void take(Kind kind, String text, Runnable work) {
    take(
        kind,
        text,
        () -> {
          work.run();
          return text;
        });
  }

  /** Runs it as a step and returns what it returns; whatever it throws is thrown on. */
  <T> T take(Kind kind, String text, Supplier<T> work) {
    if (!inside.compareAndSet(false, true)) {
      return work.get();
    }
    Instant began = Instant.now();
    boolean held = false;
    try {
      T result = work.get();
      held = true;
      return result;
    } finally {
      inside.set(false);
      add(new Step(kind, text, began, Instant.now(), held));
    }
  }

  private synchronized void add(Step step) {
    taken.add(step);
  }

  /** All that were taken, in the order in which they ended. */
  synchronized List<Step> taken() {
    return List.copyOf(taken);
  }

  /** Forgets those of an earlier try. */
  synchronized void forget() {
    taken.clear();
  }
}
