package io.github.statefulsetlab.grading.points;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is SKIPPED because another promise is broken names that promise, unless fewer people may see
 * it: then whoever reads the one would learn of the other.
 */
final class HiddenDependencies {

  static final String UNSPOKEN = "Depends on another promise, which was broken.";

  private HiddenDependencies() {}

  /** The results, whose visibility is known, without the names of what is hidden. */
  static List<Result> unspoken(List<Result> results) {
    Map<String, Visibility> visibilities = new HashMap<>();
    results.forEach(result -> visibilities.put(key(result, result.id()), result.visibility()));
    return results.stream().map(result -> unspoken(result, visibilities)).toList();
  }

  private static String key(Result of, String id) {
    return id + "@" + Objects.requireNonNullElse(of.chart(), "");
  }

  private static Result unspoken(Result result, Map<String, Visibility> visibilities) {
    String cause = result.failedDependency();
    if (cause == null || result.verdict() != Verdict.SKIPPED) {
      return result;
    }
    Visibility ofCause = visibilities.getOrDefault(key(result, cause), Visibility.STUDENT);
    if (ofCause.compareTo(result.visibility()) > 0) {
      return result.with().seen(UNSPOKEN).build();
    }
    return UNSPOKEN.equals(result.seen())
        ? result.with().seen("Depends on %s, which failed.".formatted(cause)).build()
        : result;
  }
}
