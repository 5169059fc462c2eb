package io.github.statefulsetlab.lab.remedy;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.kube.Probes;
import io.github.statefulsetlab.submission.AppContract;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Why counts are not what they should be, as far as the pod template and the numbers tell. */
public final class CountCauses {

  private CountCauses() {}

  /** What to change; empty where the template shows no reason. */
  public static Optional<String> hint(
      PodSpec template, AppContract contract, List<Long> expected, List<Long> actual) {
    return ofProbes(template, contract, expected, actual)
        .or(
            () ->
                contract
                    .mountIn(template)
                    .flatMap(mount -> mount.claimIn(template))
                    .map(claim -> Advice.ONE_CLAIM_EACH));
  }

  /** What to change; empty where no probe can have visited. */
  public static Optional<String> ofProbes(
      PodSpec template, AppContract contract, List<Long> expected, List<Long> actual) {
    return isMore(expected, actual) && hasProbeThatCounts(template, contract)
        ? Optional.of(Advice.PROBES_MUST_NOT_COUNT)
        : Optional.empty();
  }

  private static boolean isMore(List<Long> expected, List<Long> actual) {
    return IntStream.range(0, Math.min(expected.size(), actual.size()))
        .anyMatch(i -> actual.get(i) > expected.get(i));
  }

  private static boolean hasProbeThatCounts(PodSpec template, AppContract contract) {
    return template.getContainers().stream()
        .flatMap(c -> Stream.of(c.getLivenessProbe(), c.getReadinessProbe(), c.getStartupProbe()))
        .filter(Objects::nonNull)
        .map(Probe::getHttpGet)
        .filter(Objects::nonNull)
        .anyMatch(get -> contract.visitPath().equals(Probes.path(get)));
  }
}
