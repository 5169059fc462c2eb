package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a criterion is asked with. */
final class ParameterReader {

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "ordering.policy-as-asked", "policy",
          "chart.replicas", "at-least",
          "chart.kind-toggle", "kinds",
          "probes.present", "probes",
          "updates.strategy-in-chart", "strategy");
  private static final Set<String> PROBES = Set.of("liveness", "readiness", "startup");
  private static final Set<String> STRATEGIES = Set.of("partition", "OnDelete");

  private ParameterReader() {}

  static Parameters read(String criterion, Yaml with) {
    String name = PARAMETERS.get(criterion);
    if (name == null) {
      throw with.refused(
          criterion + " has no parameters",
          "Remove \"with\"; "
              + String.join(", ", PARAMETERS.keySet().stream().sorted().toList())
              + " have some.");
    }
    Yaml value = with.fields(List.of(name)).the(name);
    return switch (name) {
      case "policy" -> new Parameters(value.oneOf(Asked.POLICIES), null, null, null, null);
      case "at-least" -> new Parameters(null, replicas(value), null, null, null);
      case "kinds" -> new Parameters(null, null, kinds(value), null, null);
      case "strategy" -> new Parameters(null, null, null, null, value.oneOf(STRATEGIES));
      default -> new Parameters(null, null, null, value.oneOrMoreOf(PROBES), null);
    };
  }

  private static int replicas(Yaml value) {
    String text = value.text();
    if (!text.matches("[0-9]{1,2}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > Asked.MOST_REPLICAS) {
      throw value.refused(
          "\"" + text + "\" is not a number of pods",
          "Use a whole number from 1 to " + Asked.MOST_REPLICAS + ".");
    }
    return Integer.parseInt(text);
  }

  private static List<String> kinds(Yaml value) {
    List<String> kinds = value.list().stream().map(Yaml::text).distinct().toList();
    if (kinds.isEmpty() || !kinds.stream().allMatch(kind -> kind.matches("[A-Z][A-Za-z]{0,62}"))) {
      throw value.refused(
          "expected kinds of objects", "Write a list such as [Deployment, Rollout].");
    }
    return kinds;
  }
}
