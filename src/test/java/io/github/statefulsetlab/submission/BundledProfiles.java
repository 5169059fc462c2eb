package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.kube.StatefulSets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The bundled chart in the profiles that replay the two runs of the lab. */
final class BundledProfiles {

  private static final Path CHART = Path.of("charts", "counter");

  /** The profiles, with the pod management policy that each run of the lab had. */
  private static final Map<String, String> POLICIES =
      new TreeMap<>(
          Map.of("moscow-time", StatefulSets.ORDERED_READY, "python-app", StatefulSets.PARALLEL));

  private BundledProfiles() {}

  /** In the order in which they are graded. */
  static Set<String> names() {
    return POLICIES.keySet();
  }

  /**
   * The profile of that name.
   *
   * @throws UsageException if there is none
   */
  static Submission named(String profile) {
    return named(profile, Values.NONE);
  }

  /**
   * The profile of that name with more values.
   *
   * @throws UsageException if there is none
   */
  static Submission named(String profile, Values more) {
    requireKnown(profile);
    Path values = CHART.resolve("ci").resolve(profile + "-values.yaml");
    List<Path> all = new ArrayList<>(List.of(values.toAbsolutePath()));
    all.addAll(more.files());
    return Submission.of(profile, AdmittedChart.read(CHART.toAbsolutePath()))
        .values(new Values(all, more.set()))
        .app(AppDescription.COUNTER)
        .expectedPolicy(Optional.ofNullable(POLICIES.get(profile)))
        .replaysPlainService(true)
        .build()
        .asking(Asked.EVERYTHING);
  }

  static void requireKnown(String profile) {
    if (!POLICIES.containsKey(profile)) {
      throw new UsageException(
          "There is no profile '%s'. The bundled profiles are %s."
              .formatted(profile, String.join(", ", POLICIES.keySet())));
    }
  }
}
