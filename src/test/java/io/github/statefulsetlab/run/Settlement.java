package io.github.statefulsetlab.run;

import io.github.statefulsetlab.installation.HinderedPodsException;
import io.github.statefulsetlab.lab.context.Evidence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides the verdicts of behaviours that fail because another promise is broken: they are skipped.
 * Such a result is held back until what it follows from has its own verdict, or the run is over;
 * all others are passed on at once. No behaviour waits, so the order in which they run changes
 * nothing.
 */
final class Settlement {

  private final Dependencies dependencies;
  private final Consumer<BehaviourResult> settled;

  /** What ended, by submission and criterion. */
  private final Map<String, Map<String, BehaviourResult>> ended = new HashMap<>();

  private final List<BehaviourResult> held = new ArrayList<>();

  /**
   * Nothing has ended yet.
   *
   * @param settled told of each result once, from whichever thread settled it
   */
  Settlement(Dependencies dependencies, Consumer<BehaviourResult> settled) {
    this.dependencies = dependencies;
    this.settled = settled;
  }

  /** A behaviour has ended, with this result of its own. */
  void ended(BehaviourResult result) {
    List<BehaviourResult> now;
    synchronized (this) {
      ended
          .computeIfAbsent(result.submission().id(), id -> new HashMap<>())
          .put(result.id(), result);
      held.add(result);
      now = takeOut(false);
    }
    now.forEach(settled);
  }

  /** No more behaviours will end: a criterion that was not checked is not known to be broken. */
  void close() {
    List<BehaviourResult> rest;
    synchronized (this) {
      rest = takeOut(true);
    }
    rest.forEach(settled);
  }

  private List<BehaviourResult> takeOut(boolean all) {
    List<BehaviourResult> out = new ArrayList<>();
    for (BehaviourResult result : List.copyOf(held)) {
      if (all || !isOpen(result)) {
        held.remove(result);
        out.add(settled(result));
      }
    }
    return out;
  }

  /** Whether it may still turn out to follow from something that has not ended. */
  private boolean isOpen(BehaviourResult result) {
    return mayFollow(result)
        && causes(result).stream()
            .anyMatch(cause -> outcome(result, cause).map(this::isOpen).orElse(true));
  }

  private BehaviourResult settled(BehaviourResult result) {
    return root(result)
        .map(
            root ->
                result
                    .with(new Evidence.Item("What was seen anyway", result.message().orElse("")))
                    .failingBy(
                        new DependencyFailed(
                            root.id(), root.message().orElse(""), result.failure().orElseThrow())))
        .orElse(result);
  }

  /** The first broken criterion that it follows from and that follows from none itself. */
  private Optional<BehaviourResult> root(BehaviourResult result) {
    return mayFollow(result)
        ? causes(result).stream()
            .flatMap(cause -> outcome(result, cause).filter(Settlement::isBroken).stream())
            .map(cause -> root(cause).orElse(cause))
            .findFirst()
        : Optional.empty();
  }

  /** What a criterion depends on is without cycles, and so is this. */
  private List<String> causes(BehaviourResult result) {
    List<String> possible = dependencies.of(result.id());
    return result.causes().stream().filter(possible::contains).toList();
  }

  private Optional<BehaviourResult> outcome(BehaviourResult of, String criterion) {
    return Optional.ofNullable(ended.getOrDefault(of.submission().id(), Map.of()).get(criterion));
  }

  /** What can't be judged for want of ready pods follows from what keeps them from it. */
  private static boolean mayFollow(BehaviourResult result) {
    return isBroken(result)
        || result.failure().filter(HinderedPodsException.class::isInstance).isPresent();
  }

  /** A fault of the grader breaks nothing, and what can't be judged has its reason. */
  private static boolean isBroken(BehaviourResult result) {
    return result
        .failure()
        .filter(failure -> failure instanceof AssertionError || GraderFault.isTimeout(failure))
        .isPresent();
  }
}
