package io.github.statefulsetlab.kube.plot;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Numbers side by side, a group of bars for each object.
 *
 * @param unit what is counted
 */
public record Bars(String title, String unit, List<String> names, List<Series> series)
    implements Plot {

  /** One number for each name. */
  public record Series(String name, List<Long> numbers) {}

  @Override
  public boolean isEmpty() {
    return names.isEmpty();
  }

  @Override
  public String text() {
    return IntStream.range(0, names.size())
        .mapToObj(i -> names.get(i) + ": " + numbers(i))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String numbers(int place) {
    return series.stream()
        .map(one -> one.numbers().get(place) + " " + one.name())
        .collect(Collectors.joining(", "));
  }
}
