package io.github.statefulsetlab.lab.context;

import java.util.List;
import java.util.stream.Stream;

/**
 * Criteria that a failure follows from where one of them is broken. Like a {@link Hint} it goes
 * with the failure, as a suppressed exception; unlike hints, those of nested blocks add up, the
 * innermost first.
 */
public final class DependsOn extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<String> criteria;

  private DependsOn(List<String> criteria) {
    super("Follows, where one of them is broken, from: " + criteria, null, false, false);
    this.criteria = List.copyOf(criteria);
  }

  /** Runs the block. A failure in it follows from these criteria, most likely the first. */
  public static void around(List<String> criteria, Runnable block) {
    try {
      block.run();
    } catch (RuntimeException | Error e) {
      on(e, criteria);
      throw e;
    }
  }

  /** The failure, following from these criteria. */
  public static <T extends Throwable> T on(T failure, List<String> criteria) {
    if (!criteria.isEmpty()) {
      failure.addSuppressed(new DependsOn(criteria));
    }
    return failure;
  }

  /** What a failure, or what caused it, follows from, most likely the first; often empty. */
  public static List<String> of(Throwable failure) {
    return causes(failure)
        .flatMap(e -> Stream.of(e.getSuppressed()))
        .filter(DependsOn.class::isInstance)
        .flatMap(on -> ((DependsOn) on).criteria.stream())
        .distinct()
        .toList();
  }

  /** From the first cause on. */
  private static Stream<Throwable> causes(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? Stream.of(failure) : Stream.concat(causes(cause), Stream.of(failure));
  }
}
