package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SharesTest {

  @Test
  void addUpWhereRoundingOneByOneWouldNot() {
    assertThat(Shares.of(60, equal(7))).containsExactly(9L, 9L, 9L, 9L, 8L, 8L, 8L);
    assertThat(Shares.of(Points.of("1"), List.of(Points.of("1"), Points.of("1"), Points.of("1"))))
        .containsExactly(Points.of("0.34"), Points.of("0.33"), Points.of("0.33"));
  }

  @Test
  void ofNoWeightAreNothing() {
    assertThat(Shares.of(5, List.of(BigDecimal.ZERO))).containsExactly(0L);
    assertThat(Shares.of(5, List.of())).isEmpty();
    assertThat(Shares.of(3, List.of(BigDecimal.ZERO, BigDecimal.ONE))).containsExactly(0L, 3L);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void neverExceedWeightsThatAreLoweredAndAlwaysAddUp(int seed) {
    Random random = new Random(seed);
    List<Long> weights = random.longs(1 + random.nextInt(20), 0, 500).boxed().toList();
    long sum = weights.stream().mapToLong(Long::longValue).sum();
    long total = sum == 0 ? 0 : (long) (random.nextDouble() * sum);

    List<Long> shares = Shares.of(total, weights.stream().map(BigDecimal::valueOf).toList());

    assertThat(shares.stream().mapToLong(Long::longValue).sum()).isEqualTo(total);
    assertThat(IntStream.range(0, weights.size()))
        .allMatch(i -> shares.get(i) >= 0 && shares.get(i) <= weights.get(i));
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private static List<BigDecimal> equal(int number) {
    return IntStream.range(0, number).mapToObj(i -> BigDecimal.ONE).toList();
  }
}
