package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.kube.ClaimIdentity;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.ClaimAdvice;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opentest4j.TestAbortedException;

/** The claims of a lab. What is missing fails an assertion with the hint that fits its cause. */
public final class Storage {

  private final LabContext lab;
  private final LabPods pods;
  private final Counter counter;

  Storage(LabContext lab, LabPods pods, Counter counter) {
    this.lab = lab;
    this.pods = pods;
    this.counter = counter;
  }

  /**
   * Waits until all pods are ready, or at least all claims bound. An assertion fails where a claim
   * was refused a volume.
   *
   * @throws NotReadyException if the pods are not ready in time for another reason
   */
  public void awaitBound() {
    try {
      lab.installation().awaitReady();
    } catch (NotReadyException | NotGradableException e) {
      if (areBound()) {
        return;
      }
      String refusals = refusals();
      if (refusals.isEmpty()) {
        throw e;
      }
      lab.evidence().keptFor(bound(), Claims.expectedNames(lab.statefulSet()).size());
      throw Hint.on(
          new AssertionError(
              "The pods are stuck waiting for their volumes.%n%s".formatted(refusals), e),
          Advice.ASK_FOR_WHAT_THE_CLUSTER_HAS);
    }
  }

  /** Then that the pods are not ready has another reason, which other criteria are about. */
  private boolean areBound() {
    int expected = Claims.expectedNames(lab.statefulSet()).size();
    return expected > 0 && bound() == expected;
  }

  /** How many of the claims that the set's pods need are bound. */
  private long bound() {
    List<String> expected = Claims.expectedNames(lab.statefulSet());
    return lab.claims().stream()
        .filter(Claims::isBound)
        .filter(claim -> expected.contains(claim.getMetadata().getName()))
        .count();
  }

  private String refusals() {
    return lab
        .client()
        .v1()
        .events()
        .inNamespace(lab.namespace())
        .withField("reason", "ProvisioningFailed")
        .list()
        .getItems()
        .stream()
        .map(event -> event.getInvolvedObject().getName() + ": " + event.getMessage())
        .distinct()
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * The claims made from the set's templates, one for each template and ordinal. Skips the
   * behaviour for a set that keeps nothing beside one that does, such as the arbiter of a database.
   */
  public List<PersistentVolumeClaim> claimsFromTemplates() {
    StatefulSet set = lab.statefulSet();
    List<String> expected = Claims.expectedNames(set);
    if (expected.isEmpty()) {
      advice().assumeNotKeptElsewhere();
      throw Hint.on(
          DependsOn.on(
              new AssertionError("The StatefulSet has no volumeClaimTemplates."),
              advice().missingTemplates()),
          advice().withoutTemplates(set.getSpec().getTemplate().getSpec()));
    }
    List<PersistentVolumeClaim> claims =
        lab.claims().stream().filter(c -> expected.contains(c.getMetadata().getName())).toList();
    if (claims.size() < expected.size()) {
      throw new AssertionError(
          "Expected claims named %s, but there are only %s."
              .formatted(expected, lab.claims().stream().map(ClaimIdentity::of).toList()));
    }
    return claims;
  }

  /** Fails if a claim asks, as the chart has it, for what the cluster makes no volumes for. */
  public void assertVolumesCanBeMade() {
    List<String> missing = lab.installation().context().plan().missingVolumes();
    if (!missing.isEmpty()) {
      lab.evidence().keptFor(0, Claims.expectedNames(lab.statefulSet()).size());
      throw Hint.on(
          new AssertionError(String.join(" ", missing)), Advice.ASK_FOR_WHAT_THE_CLUSTER_HAS);
    }
  }

  /** Fails if the pods keep the app's data on one claim, beside those that nobody writes to. */
  public void assertNotShared() {
    PodSpec template = lab.statefulSet().getSpec().getTemplate().getSpec();
    lab.contract()
        .mountIn(template)
        .flatMap(mount -> mount.claimIn(template))
        .ifPresent(
            claim -> {
              lab.evidence().keptFor(0, Claims.expectedNames(lab.statefulSet()).size());
              throw Hint.on(
                  new AssertionError(
                      "All pods keep their data on the claim %s, and none keeps it on the claim that is made for it: %s."
                          .formatted(claim, Claims.expectedNames(lab.statefulSet()))),
                  Advice.ONE_CLAIM_EACH);
            });
  }

  private ClaimAdvice advice() {
    return new ClaimAdvice(lab);
  }

  /** What to change where pods that are not the set's keep these claims, because they mount one. */
  public Optional<String> remedyForOtherUsers(List<ClaimIdentity> claims) {
    List<String> names = claims.stream().map(ClaimIdentity::name).toList();
    String set = lab.installation().statefulSetName();
    return lab.currentPods().stream()
        .filter(pod -> !Pods.isNamedBy(set, pod.getMetadata().getName()) && !ToolboxPod.isOne(pod))
        .flatMap(
            pod ->
                Pods.claimNames(pod).stream()
                    .filter(names::contains)
                    .map(claim -> otherUser(pod, claim)))
        .findFirst();
  }

  private static String otherUser(Pod pod, String claim) {
    return "Pod %1$s mounts claim %2$s, and Kubernetes keeps a claim for as long as a pod uses it. Let only the StatefulSet's pods mount it: give %1$s a volume of its own, or let it get the data from the app."
        .formatted(pod.getMetadata().getName(), claim);
  }

  /** Takes the grader's own hands off the claims, so that only the app's pods hold them. */
  public void releaseByGrader() {
    lab.installation().toolboxes().releaseClaims();
  }

  /**
   * Visits the pod while its claim is on its way out, where a page shows the count.
   *
   * @return the count that it must have from now on
   */
  public long visitInUse(LabPod pod, long count) {
    if (lab.contract().countPath().isEmpty()) {
      return count;
    }
    pod.visit(1);
    return count + 1;
  }

  /**
   * Fails unless the pod still has this count, where a page shows it: to read it from the claim the
   * grader would have to hold that.
   */
  public void assertInUse(LabPod pod, long count) {
    if (lab.contract().countPath().isPresent()) {
      counter.assertCount(pod, "Count on the claim that is Terminating", count);
    }
  }

  /**
   * The count in the app's file on each pod's claim, in the order of the pods. An assertion fails
   * where there is none. One pod of the grader's own mounts all claims of a node. Skips the
   * behaviour for a file that is not text, such as a database's, where a page shows the count.
   */
  public List<Long> storedCounts() {
    pods.shareClaims();
    if (lab.contract().countPath().isPresent() && !pods.pod(0).hasTextFile()) {
      throw new TestAbortedException(
          "The app keeps its count in %s, which is not text that the grader can read; that the count is on the claim is shown where a pod is replaced."
              .formatted(lab.contract().fileName()));
    }
    return pods.all().stream().map(LabPod::storedCount).toList();
  }

  /** Fails unless each pod's file holds a number between what it reported before and after. */
  public void assertStored(List<Long> before, List<Long> stored, List<Long> after) {
    lab.evidence().countsStored(lab.podNames(), before, stored);
    List<Integer> wrong =
        IntStream.range(0, stored.size())
            .filter(i -> stored.get(i) < before.get(i) || stored.get(i) > after.get(i))
            .boxed()
            .toList();
    lab.evidence().keptFor(stored.size() - wrong.size(), stored.size());
    if (!wrong.isEmpty()) {
      int i = wrong.get(0);
      throw Hint.on(
          new AssertionError(
              "The file on the claim of %s holds %d, but the pod reports %s."
                  .formatted(pods.pod(i), stored.get(i), range(before.get(i), after.get(i)))),
          advice().forSharedClaim());
    }
  }

  private static String range(long before, long after) {
    return before == after ? String.valueOf(before) : "%d, then %d".formatted(before, after);
  }

  /** Fails unless the claim is made from one of the set's templates, as often as it is missing. */
  public void assertFromTemplate(ClaimIdentity claim) {
    if (!Claims.expectedNames(lab.statefulSet()).contains(claim.name())) {
      throw Hint.on(
          new AssertionError(
              "Claim %s is not made from the StatefulSet's volumeClaimTemplates, so nothing makes a new one in its place."
                  .formatted(claim.name())),
          advice().forSharedClaim());
    }
  }

  /** Fails unless these claims are all there and nobody has asked to delete one. */
  public void assertStay(List<ClaimIdentity> claims) {
    if (!claimsThatStay().containsAll(claims)) {
      throw Hint.on(
          new AssertionError(
              "Expected these claims to remain: %s. Remaining: %s."
                  .formatted(claims, claimsThatStay())),
          advice().forSharedClaim());
    }
  }

  /** Fails unless the pods have these claims, in this order. */
  public void assertFoundAgain(List<ClaimIdentity> claims) {
    List<ClaimIdentity> found = claimsOfThePods();
    if (!found.equals(claims)) {
      throw Hint.on(
          new AssertionError(
              "Expected the pods to reuse the claims %s, but they use %s."
                  .formatted(claims, found)),
          advice().forSharedClaim());
    }
  }

  /** The claim behind each pod's data, in the order of the pods. */
  public List<ClaimIdentity> claimsOfThePods() {
    return pods.all().stream().map(LabPod::claimIdentity).toList();
  }

  /** All claims of the namespace, those on their way out among them. */
  public List<ClaimIdentity> claims() {
    return lab.claims().stream().map(ClaimIdentity::of).toList();
  }

  /** All claims of the namespace that nobody has asked to delete. */
  public List<ClaimIdentity> claimsThatStay() {
    return ClaimIdentity.ofThoseThatStay(lab.claims());
  }
}
