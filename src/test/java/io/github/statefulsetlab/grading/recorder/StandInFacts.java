package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.run.BehaviourResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a grade says of criteria that only the real app could show, where another stood in for it.
 */
final class StandInFacts {

  private static final Set<String> FAMILIES = Set.of("counts", "probes");
  private static final Set<String> OTHERS =
      Set.of(
          "storage.mounted-where-written",
          "storage.survives-pod-deletion",
          "storage.survives-container-crash",
          "storage.survives-scale-down",
          "storage.survives-uninstall",
          "storage.claim-in-use",
          "services.node-port",
          "updates.data-kept");
  private static final String SENTENCE =
      "shown on the bundled counter, which stands in for the app: its image could not be pulled";

  private StandInFacts() {}

  /** Whether only the real app could show it. */
  static boolean concerns(String criterion) {
    return FAMILIES.contains(criterion.replaceFirst("[.].*", "")) || OTHERS.contains(criterion);
  }

  /** What the harness changed for the criterion, the app among it. */
  static List<String> patches(BehaviourResult result, boolean standIn) {
    return standIn
        ? Stream.concat(Stream.of(SENTENCE), result.patches().stream()).toList()
        : result.patches();
  }
}
