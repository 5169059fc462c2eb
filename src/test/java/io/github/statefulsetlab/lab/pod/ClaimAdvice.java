package io.github.statefulsetlab.lab.pod;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.Claims;
import io.github.statefulsetlab.kube.DataMount;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.remedy.EachStart;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** What to change where the app's data is not on a claim of each pod's own. */
public final class ClaimAdvice {

  private final LabContext lab;

  public ClaimAdvice(LabContext lab) {
    this.lab = lab;
  }

  /** Where the set has no claim templates. */
  public String withoutTemplates(PodSpec template) {
    return mountIn(template)
        .map(m -> m.claimIn(template).isPresent() ? Advice.ONE_CLAIM_EACH : Advice.MAKE_IT_A_CLAIM)
        .orElse(Advice.MOUNT_WHERE_THE_APP_WRITES);
  }

  /** Where all pods use one claim; empty where they don't. */
  public Optional<String> forSharedClaim() {
    PodSpec template = lab.installation().podTemplate();
    return mountIn(template)
        .flatMap(mount -> mount.claimIn(template))
        .map(claim -> Advice.ONE_CLAIM_EACH);
  }

  /** Where a count got lost. */
  public String forLostCounts() {
    PodSpec template = lab.installation().podTemplate();
    Optional<DataMount> mount = mountIn(template);
    if (mount.isEmpty()) {
      return Advice.MOUNT_WHERE_THE_APP_WRITES;
    }
    boolean onClaim =
        mount.get().claimIn(template).isPresent() || hasTemplate(mount.get().volume());
    return onClaim
        ? EachStart.remedy(template, mount.get()).orElse(Advice.WRITE_WHERE_THE_CLAIM_IS)
        : Advice.MAKE_IT_A_CLAIM;
  }

  /** The criteria that claims are missing for where there are no templates for them. */
  public List<String> missingTemplates() {
    return lab.installation().claimTemplates().isEmpty()
        ? List.of("storage.claims-bound")
        : List.of();
  }

  /**
   * Skips the behaviour for a set that keeps nothing beside one that does, such as the arbiter of a
   * database.
   */
  public void assumeNotKeptElsewhere() {
    if (lab.contract().hasCounter()) {
      return;
    }
    StatefulSet set = lab.statefulSet();
    lab.client().apps().statefulSets().inNamespace(lab.namespace()).list().getItems().stream()
        .filter(other -> Claims.areKeptElsewhere(set, other))
        .findFirst()
        .ifPresent(
            other -> {
              throw new TestAbortedException(
                  "No page counts, and StatefulSet %s mounts nothing where StatefulSet %s, which keeps the chart's data, mounts its claims."
                      .formatted(set.getMetadata().getName(), other.getMetadata().getName()));
            });
  }

  private Optional<DataMount> mountIn(PodSpec template) {
    return lab.contract().mountIn(template);
  }

  private boolean hasTemplate(String volume) {
    return lab.installation().claimTemplates().stream()
        .anyMatch(template -> template.getMetadata().getName().equals(volume));
  }
}
