package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a {@code lab.yaml} says under {@code asks}. */
final class AskedInLabYaml {

  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "chart.kind-toggle", Set.of("kinds"),
          "chart.replicas", Set.of("at-least"),
          "ordering.policy-as-asked", Set.of("policy"));
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Za-z]{0,62}");

  private AskedInLabYaml() {}

  /**
   * What is asked for; a criterion with nothing after it has its usual parameters.
   *
   * @throws IllegalArgumentException if it has a criterion, a parameter or a value that it can't
   *     have, which names all three and a remedy
   */
  static Asked of(@Nullable Map<String, @Nullable Parameters> asks) {
    Map<String, Parameters> asked = new TreeMap<>();
    if (asks != null) {
      asks.forEach(
          (id, given) -> {
            Parameters parameters = Objects.requireNonNullElse(given, Parameters.NONE);
            require(
                Asked.ONLY_WHERE_ASKED.contains(id),
                "asks",
                id,
                "one of " + new TreeSet<>(Asked.ONLY_WHERE_ASKED));
            requireUsable(id, parameters);
            asked.put(id, parameters);
          });
    }
    return Asked.of(asked);
  }

  private static void requireUsable(String id, Parameters given) {
    check(
        id,
        "policy",
        given.policy(),
        given.policy() != null && Asked.POLICIES.contains(given.policy()),
        oneOfPolicies());
    check(
        id,
        "at-least",
        given.atLeast(),
        given.atLeast() != null && given.atLeast() >= 1 && given.atLeast() <= Asked.MOST_REPLICAS,
        "a whole number from 1 to " + Asked.MOST_REPLICAS);
    check(
        id,
        "kinds",
        given.kinds(),
        given.kinds() != null && areKinds(given.kinds()),
        "a list of kinds such as [Deployment, Rollout]");
    check(id, "probes", given.probes(), true, "");
    check(id, "strategy", given.strategy(), true, "");
  }

  private static String oneOfPolicies() {
    return String.join(" or ", new TreeSet<>(Asked.POLICIES));
  }

  private static boolean areKinds(List<? extends @Nullable String> kinds) {
    return !kinds.isEmpty()
        && kinds.stream().allMatch(kind -> kind != null && KIND.matcher(kind).matches());
  }

  /** What would have no effect is refused as well: it was meant to have one. */
  private static void check(
      String id, String name, @Nullable Object value, boolean usable, String remedy) {
    if (value == null) {
      return;
    }
    Set<String> known = PARAMETERS.getOrDefault(id, Set.of());
    require(
        known.contains(name),
        "asks." + id,
        name,
        known.isEmpty()
            ? "left out: the criterion has no parameters here"
            : String.join(" or ", known));
    require(usable, "asks.%s.%s".formatted(id, name), value, remedy);
  }

  private static void require(boolean holds, String field, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s is '%s'; it must be %s".formatted(field, value, remedy));
    }
  }
}
