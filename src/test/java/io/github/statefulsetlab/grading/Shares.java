package io.github.statefulsetlab.grading;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a whole number by weights, so that the shares add up to it: largest remainder. */
public final class Shares {

  private Shares() {}

  /**
   * The shares, in the order of the weights. With equal remainders the earlier one gets more.
   *
   * @param weights not negative, and not all zero unless the total is
   */
  public static List<Long> of(long total, List<BigDecimal> weights) {
    int scale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
    List<BigInteger> whole =
        weights.stream()
            .map(w -> w.movePointRight(Math.max(0, scale)).toBigIntegerExact())
            .toList();
    BigInteger sum = whole.stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (sum.signum() == 0) {
      return weights.stream().map(w -> 0L).toList();
    }
    List<BigInteger[]> divided =
        whole.stream()
            .map(w -> w.multiply(BigInteger.valueOf(total)).divideAndRemainder(sum))
            .toList();
    List<Long> shares = new ArrayList<>(divided.stream().map(d -> d[0].longValueExact()).toList());
    long missing = total - shares.stream().mapToLong(Long::longValue).sum();
    IntStream.range(0, shares.size())
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> divided.get(i)[1]).reversed())
        .limit(missing)
        .forEach(i -> shares.set(i, shares.get(i) + 1));
    return List.copyOf(shares);
  }

  /** The same with points as weights and in hundredths. */
  public static List<Points> of(Points total, List<Points> weights) {
    return of(total.hundredths(), weights.stream().map(Points::number).toList()).stream()
        .map(Points::new)
        .toList();
  }
}
