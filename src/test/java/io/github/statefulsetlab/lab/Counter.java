package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.ClaimAdvice;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.remedy.CountCauses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The pods' counts, and numbers of visits that nobody can foresee. */
public final class Counter {

  private static final int MOST_VISITS = 5;

  private final LabContext lab;
  private final LabPods pods;

  Counter(LabContext lab, LabPods pods) {
    this.lab = lab;
    this.pods = pods;
  }

  /** A random number of visits, at least one. */
  public int randomVisitCount() {
    return 1 + lab.random().nextInt(MOST_VISITS);
  }

  /** As many different random numbers of visits as asked for, each at least one. */
  public List<Integer> distinctVisitCounts(int howMany) {
    return lab.random().ints(1, MOST_VISITS * howMany).distinct().limit(howMany).boxed().toList();
  }

  /** All pods' counts, in order. */
  public List<Long> counts() {
    return pods.all().stream().map(LabPod::count).toList();
  }

  /** Visits each pod a random number of times. */
  public void visitEveryPod() {
    pods.all().forEach(pod -> pod.visit(randomVisitCount()));
  }

  /** Fails unless the pods' counts are these, with a hint that fits the cause. */
  public void assertCounts(String what, List<Long> expected) {
    lab.evidence()
        .then(
            "the counts are %s".formatted(expected), () -> assertCounts(what, expected, counts()));
  }

  private void assertCounts(String what, List<Long> expected, List<Long> actual) {
    if (!actual.equals(expected)) {
      lab.evidence()
          .keptFor(
              IntStream.range(0, expected.size())
                  .filter(i -> i < actual.size() && expected.get(i).equals(actual.get(i)))
                  .count(),
              expected.size());
      throw Hint.on(
          new AssertionError(
              "%s of %s: expected %s, but they are %s."
                  .formatted(what, lab.podNames(), expected, actual)),
          CountCauses.hint(template(), lab.contract(), expected, actual)
              .or(this::adviceForMissingFile));
    }
  }

  private Optional<String> adviceForMissingFile() {
    return lab.contract().countPath().isEmpty() && pods.all().stream().anyMatch(LabPod::hasNoFile)
        ? Optional.of(Advice.WRITE_WHERE_THE_CLAIM_IS)
        : Optional.empty();
  }

  /** Fails unless the pod's count is this, with a hint that fits the cause if a probe visits. */
  public void assertCount(LabPod pod, String what, long expected) {
    long actual = pod.count();
    if (actual != expected) {
      throw Hint.on(
          new AssertionError(
              "%s of %s: expected %d, but it is %d.".formatted(what, pod, expected, actual)),
          CountCauses.ofProbes(template(), lab.contract(), List.of(expected), List.of(actual)));
    }
  }

  private PodSpec template() {
    return lab.statefulSet().getSpec().getTemplate().getSpec();
  }

  /** Fails unless the pods found these counts again on claims that were kept. */
  public void assertCountsSurvived(List<Long> expected) {
    List<String> criteria = new ArrayList<>(new ClaimAdvice(lab).missingTemplates());
    criteria.add("storage.survives-pod-deletion");
    criteria.add("counts.served-and-stored");
    DependsOn.around(
        criteria,
        () ->
            Hint.around(
                new ClaimAdvice(lab).forLostCounts(),
                () -> {
                  List<Long> actual = counts();
                  lab.evidence().countsReadAgain(lab.podNames(), expected, actual);
                  assertCounts("Counts read from the claims that were kept", expected, actual);
                }));
  }
}
