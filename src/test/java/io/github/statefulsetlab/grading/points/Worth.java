package io.github.statefulsetlab.grading.points;

import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.lab.context.Parts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a judgement says of a row's points. */
sealed interface Worth {

  /** Why it is not worth everything; empty if it is. */
  String reason();

  /** Decided: a part of the points. */
  record Decided(Parts parts, Verdict verdict, String reason) implements Worth {

    static Decided full() {
      return new Decided(new Parts(1, 1), Verdict.PASS, "");
    }

    static Decided nothing(Verdict verdict, String reason) {
      return new Decided(new Parts(0, 1), verdict, reason);
    }

    boolean isFull() {
      return parts.right() == parts.of();
    }

    boolean isNothing() {
      return parts.right() == 0;
    }

    /** The part of these points, to the nearest hundredth. */
    Points of(Points max) {
      return new Points(
          BigDecimal.valueOf(max.hundredths())
              .multiply(BigDecimal.valueOf(parts.right()))
              .divide(BigDecimal.valueOf(parts.of()), 0, RoundingMode.HALF_UP)
              .longValueExact());
    }

    /** By what part of the points is earned; exact. */
    static final Comparator<Decided> BY_PART =
        (a, b) ->
            Long.compare(
                (long) a.parts.right() * b.parts.of(), (long) b.parts.right() * a.parts.of());
  }

  /** Not decided, through a fault of the grader or because it was not checked. */
  record Ungraded(Optional<Verdict> verdict, String reason) implements Worth {}

  /** A person decides. */
  record Open(String reason) implements Worth {}

  /** What is worth as much as the worst of them. */
  static Worth worst(List<Worth> parts) {
    List<Decided> decided = decided(parts);
    Optional<Decided> lost = decided.stream().filter(Decided::isNothing).findFirst();
    return lost.<Worth>map(worth -> worth)
        .or(() -> undecided(parts))
        .orElseGet(() -> decided.stream().min(Decided.BY_PART).orElseThrow());
  }

  /** What is worth as much as the best of them. */
  static Worth best(List<Worth> alternatives) {
    List<Decided> decided = decided(alternatives);
    Optional<Decided> full = decided.stream().filter(Decided::isFull).findFirst();
    return full.<Worth>map(worth -> worth)
        .or(() -> undecided(alternatives))
        .orElseGet(() -> decided.stream().max(Decided.BY_PART).orElseThrow());
  }

  /** A fault of ours comes first: what a person would decide may depend on it. */
  private static Optional<Worth> undecided(List<Worth> worths) {
    return worths.stream()
        .filter(Ungraded.class::isInstance)
        .findFirst()
        .or(() -> worths.stream().filter(Open.class::isInstance).findFirst());
  }

  private static List<Decided> decided(List<Worth> worths) {
    return worths.stream().filter(Decided.class::isInstance).map(Decided.class::cast).toList();
  }
}
