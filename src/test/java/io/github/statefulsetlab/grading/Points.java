package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * An exact number of points, in hundredths. It is never negative.
 *
 * @param hundredths a hundredth of a point is the smallest that is given
 */
public record Points(long hundredths) implements Comparable<Points> {

  /** No points. */
  public static final Points ZERO = new Points(0);

  private static final int DECIMALS = 2;

  /** Refuses less than nothing. */
  public Points {
    if (hundredths < 0) {
      throw new IllegalArgumentException("points must not be negative");
    }
  }

  /**
   * Reads a decimal number such as {@code 1.25}.
   *
   * @throws IllegalArgumentException if it is negative or has more than two decimals
   */
  @JsonCreator
  public static Points of(BigDecimal number) {
    try {
      return new Points(number.movePointRight(DECIMALS).longValueExact());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("points have at most two decimals", e);
    }
  }

  /** Reads a decimal number such as {@code "1.25"}. */
  public static Points of(String number) {
    return of(new BigDecimal(number));
  }

  /** All of them together. */
  public static Points sum(Collection<Points> several) {
    return several.stream().reduce(ZERO, Points::plus);
  }

  /** Both together. */
  public Points plus(Points other) {
    return new Points(Math.addExact(hundredths, other.hundredths));
  }

  /** What is left without the other. */
  public Points minus(Points other) {
    return new Points(hundredths - other.hundredths);
  }

  /** The smaller of the two. */
  public Points min(Points other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** Whether these are no points at all. */
  public boolean isZero() {
    return hundredths == 0;
  }

  /** The number without trailing zeros, as in {@code 1.5} and {@code 10}. */
  @JsonValue
  public BigDecimal number() {
    BigDecimal shortest = BigDecimal.valueOf(hundredths, DECIMALS).stripTrailingZeros();
    return shortest.setScale(Math.max(0, shortest.scale()));
  }

  @Override
  public int compareTo(Points other) {
    return Long.compare(hundredths, other.hundredths);
  }

  @Override
  public String toString() {
    return number().toPlainString();
  }
}
