package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;

/** Which claim this is: a new one of the same name has another UID, and mostly another volume. */
public record ClaimIdentity(String name, String uid, String volume) {

  public static ClaimIdentity of(PersistentVolumeClaim claim) {
    return new ClaimIdentity(
        claim.getMetadata().getName(),
        claim.getMetadata().getUid(),
        String.valueOf(claim.getSpec().getVolumeName()));
  }

  /** Those of the claims that nobody has asked to delete. */
  public static List<ClaimIdentity> ofThoseThatStay(List<PersistentVolumeClaim> claims) {
    return claims.stream()
        .filter(claim -> claim.getMetadata().getDeletionTimestamp() == null)
        .map(ClaimIdentity::of)
        .toList();
  }

  /** The ordinal of the pod that a claim from a template belongs to: the end of its name. */
  public int ordinal() {
    return Pods.ordinal(name).orElse(-1);
  }

  @Override
  public String toString() {
    return "%s (UID %s, volume %s)".formatted(name, uid, volume);
  }
}
