package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.ClaimIdentity;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.DataMount;
import java.util.List;
import java.util.Optional;

/** The claims of a lab. What is missing fails an assertion with the hint that fits its cause. */
public final class Storage {

  private final Lab lab;

  Storage(Lab lab) {
    this.lab = lab;
  }

  /** The claims made from the set's templates, one for each template and ordinal. */
  public List<PersistentVolumeClaim> claimsFromTemplates() {
    StatefulSet set = lab.statefulSet();
    List<String> expected = Claims.expectedNames(set);
    if (expected.isEmpty()) {
      lab.hinting(adviceWithoutTemplates(set.getSpec().getTemplate().getSpec()));
      throw new AssertionError("The StatefulSet has no volumeClaimTemplates.");
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

  private String adviceWithoutTemplates(PodSpec template) {
    Optional<DataMount> mount = DataMount.of(template, lab.contract().file());
    return mount
        .map(m -> m.claimIn(template).isPresent() ? Advice.ONE_CLAIM_EACH : Advice.MAKE_IT_A_CLAIM)
        .orElse(Advice.MOUNT_WHERE_THE_APP_WRITES);
  }

  /** The claim behind each pod's data, in the order of the pods. */
  public List<ClaimIdentity> claimsOfThePods() {
    return lab.pods().stream().map(LabPod::claimIdentity).toList();
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
