package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.Result.Variant;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.lab.context.Findings;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a grade says of the ways in which a criterion was asked for. */
final class AskedFacts {

  private AskedFacts() {}

  /** The parameters of the only way; null where it has none, or there were several ways. */
  static @Nullable Parameters asked(BehaviourResult observation) {
    List<Asked> ways = ways(observation);
    Parameters first = ways.get(0).of(observation.id());
    return ways.size() > 1 || first.equals(Parameters.NONE) ? null : first;
  }

  /**
   * What it came to in each way, where there were several. Where the check failed before or after
   * it looked at them, none of them was kept.
   */
  static @Nullable List<Variant> variants(BehaviourResult observation) {
    List<Asked> ways = ways(observation);
    if (ways.size() < 2) {
      return null;
    }
    List<Findings.Variant> seen = observation.findings().variants();
    boolean kept = observation.failure().isEmpty();
    return kept || seen.stream().allMatch(Findings.Variant::kept)
        ? ways.stream().map(way -> Variant.of(way.of(observation.id()), kept)).toList()
        : seen.stream().map(AskedFacts::variant).toList();
  }

  private static Variant variant(Findings.Variant seen) {
    return new Variant(
        seen.asked(),
        seen.kept(),
        seen.parts().orElse(null),
        seen.seen().map(OutputSanitizer::message).orElse(null),
        seen.hint().map(OutputSanitizer::text).orElse(null),
        Visibility.STUDENT);
  }

  private static List<Asked> ways(BehaviourResult observation) {
    return observation.submission().asked().each(observation.id());
  }
}
