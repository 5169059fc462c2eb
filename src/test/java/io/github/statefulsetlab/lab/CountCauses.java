package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.kube.Probes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Why counts are not what they should be, as far as the pod template and the numbers tell. */
final class CountCauses {

  private CountCauses() {}

  /** What to change; empty where the template shows no reason. */
  static Optional<String> hint(
      PodSpec template, AppContract contract, List<Long> expected, List<Long> actual) {
    if (isMore(expected, actual) && hasProbeThatCounts(template, contract)) {
      return Optional.of(Advice.PROBES_MUST_NOT_COUNT);
    }
    return DataMounts.of(template, contract)
        .flatMap(mount -> mount.claimIn(template))
        .map(claim -> Advice.ONE_CLAIM_EACH);
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
