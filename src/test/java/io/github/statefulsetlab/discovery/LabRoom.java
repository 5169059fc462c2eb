package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.ContainerResources;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.sandbox.SandboxLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sizes that a lab's quotas would refuse, lowered to what they let in: how large claims and limits
 * are is not what is graded.
 */
final class LabRoom {

  /** Scaled up, there may be more pods than at first. */
  private static final int MORE_PODS = 2;

  private static final String STORAGE = "storage";

  private final StatefulSet set;
  private final List<String> changes = new ArrayList<>();

  private LabRoom(StatefulSet set) {
    this.set = set;
  }

  /**
   * Lowers what is too large.
   *
   * @param set changed
   * @return what was changed, a phrase each; empty where nothing had to be
   */
  static List<String> apply(StatefulSet set) {
    LabRoom room = new LabRoom(set);
    room.fitClaims();
    PodSpec pod = set.getSpec().getTemplate().getSpec();
    Containers.all(pod).filter(container -> container.getResources() != null).forEach(room::fit);
    return List.copyOf(room.changes);
  }

  private void fitClaims() {
    List<PersistentVolumeClaim> templates =
        Optional.ofNullable(set.getSpec().getVolumeClaimTemplates()).orElse(List.of());
    if (templates.isEmpty()) {
      return;
    }
    BigDecimal share =
        bytes(SandboxLimits.together("requests.storage"))
            .divide(
                BigDecimal.valueOf(
                    (long) templates.size() * (StatefulSets.replicas(set) + MORE_PODS)),
                0,
                RoundingMode.DOWN);
    templates.forEach(template -> fit(template, share));
  }

  private void fit(PersistentVolumeClaim template, BigDecimal share) {
    Optional.ofNullable(template.getSpec())
        .map(spec -> spec.getResources())
        .map(resources -> resources.getRequests())
        .map(requests -> requests.get(STORAGE))
        .filter(asked -> bytes(asked).compareTo(share) > 0)
        .ifPresent(
            asked -> {
              template
                  .getSpec()
                  .getResources()
                  .setRequests(
                      ContainerResources.with(
                          template.getSpec().getResources().getRequests(),
                          STORAGE,
                          mebibytes(share)));
              changes.add(
                  "claim template %s asks for %s instead of %s"
                      .formatted(template.getMetadata().getName(), mebibytes(share), asked));
            });
  }

  private void fit(Container container) {
    ResourceRequirements resources = container.getResources();
    new TreeMap<>(SandboxLimits.ofOneContainer())
        .forEach((resource, most) -> lowerLimit(container, resources, resource, most));
    new TreeMap<>(SandboxLimits.unlessSaid())
        .forEach((resource, most) -> lowerRequest(container, resources, resource, most));
  }

  /** And with it a request that would be above it then. */
  private void lowerLimit(
      Container container, ResourceRequirements resources, String resource, Quantity most) {
    if (isMore(resources.getLimits(), resource, most)) {
      boolean mistaken = ContainerResources.exceedsLimit(resources, resource);
      changes.add(
          "%s limit of container %s is %s instead of %s"
              .formatted(resource, container.getName(), most, resources.getLimits().get(resource)));
      resources.setLimits(ContainerResources.with(resources.getLimits(), resource, most));
      if (!mistaken && isMore(resources.getRequests(), resource, most)) {
        resources.setRequests(ContainerResources.with(resources.getRequests(), resource, most));
      }
    }
  }

  /** Above the limit that a container gets that sets none. */
  private void lowerRequest(
      Container container, ResourceRequirements resources, String resource, Quantity most) {
    boolean limited = resources.getLimits() != null && resources.getLimits().containsKey(resource);
    if (!limited && isMore(resources.getRequests(), resource, most)) {
      changes.add(
          "%s request of container %s is %s instead of %s"
              .formatted(
                  resource, container.getName(), most, resources.getRequests().get(resource)));
      resources.setRequests(ContainerResources.with(resources.getRequests(), resource, most));
    }
  }

  private static boolean isMore(Map<String, Quantity> amounts, String resource, Quantity most) {
    return ContainerResources.amount(amounts, resource)
        .filter(amount -> amount.compareTo(bytes(most)) > 0)
        .isPresent();
  }

  private static BigDecimal bytes(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity);
  }

  private static Quantity mebibytes(BigDecimal bytes) {
    BigDecimal mebibytes = bytes.divide(BigDecimal.valueOf(1L << 20), 0, RoundingMode.DOWN);
    return new Quantity(mebibytes + "Mi");
  }
}
