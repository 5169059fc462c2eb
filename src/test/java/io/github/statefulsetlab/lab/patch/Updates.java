package io.github.statefulsetlab.lab.patch;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetUpdateStrategyBuilder;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.ContainerResources;
import io.github.statefulsetlab.kube.StatefulSets;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Patches that bring an update about, and say how far it goes. */
public final class Updates {

  private static final String ANNOTATION = "statefulset-lab/update";

  private static final String STORAGE = "storage";
  private static final BigDecimal GIBIBYTE = BigDecimal.valueOf(1L << 30);

  private static final PersistentVolumeClaim ANOTHER_CLAIM =
      new PersistentVolumeClaimBuilder()
          .withNewMetadata()
          .withName("statefulset-lab")
          .endMetadata()
          .withNewSpec()
          .withAccessModes("ReadWriteOnce")
          .withNewResources()
          .addToRequests(STORAGE, new Quantity("1Mi"))
          .endResources()
          .endSpec()
          .build();

  private Updates() {}

  /** Another pod template, by an annotation that no app takes notice of. */
  public static Patch newTemplate() {
    return Patch.statefulSet(
        "annotation %s added to the pod template, so that it has another revision"
            .formatted(ANNOTATION),
        set -> {
          var metadata = set.getSpec().getTemplate().getMetadata();
          Map<String, String> annotations =
              new HashMap<>(Optional.ofNullable(metadata.getAnnotations()).orElse(Map.of()));
          annotations.put(ANNOTATION, "2");
          metadata.setAnnotations(annotations);
        });
  }

  /** An update that goes through all pods. */
  public static Patch rolling() {
    return strategy("RollingUpdate without a partition", 0);
  }

  /** An update that leaves the n lowest pods alone. */
  public static Patch heldBackBelow(int n) {
    return strategy("RollingUpdate with a partition above the %d lowest pods".formatted(n), n);
  }

  private static Patch strategy(String what, int partition) {
    return Patch.statefulSet(
        "updateStrategy set to " + what,
        set ->
            set.getSpec()
                .setUpdateStrategy(
                    new StatefulSetUpdateStrategyBuilder()
                        .withType(StatefulSets.ROLLING_UPDATE)
                        .withNewRollingUpdate()
                        .withPartition(partition)
                        .endRollingUpdate()
                        .build()));
  }

  /** An update that waits for somebody to delete the pods. */
  public static Patch onDelete() {
    return Patch.statefulSet(
        "updateStrategy set to OnDelete",
        set ->
            set.getSpec()
                .setUpdateStrategy(
                    new StatefulSetUpdateStrategyBuilder()
                        .withType(StatefulSets.ON_DELETE)
                        .build()));
  }

  /** Changes, each to another field that must not change while the StatefulSet lives. */
  public static List<Patch> ofWhatCannotChange() {
    return List.of(
        Patch.statefulSet(
            "serviceName changed",
            set -> set.getSpec().setServiceName(set.getSpec().getServiceName() + "-2")),
        Patch.statefulSet(
            "podManagementPolicy changed",
            set ->
                set.getSpec()
                    .setPodManagementPolicy(
                        StatefulSets.PARALLEL.equals(StatefulSets.podManagementPolicy(set))
                            ? StatefulSets.ORDERED_READY
                            : StatefulSets.PARALLEL)),
        Patch.statefulSet("volumeClaimTemplates changed", Updates::growClaims));
  }

  /** Makes the claims of each template larger; where there is no template, adds one. */
  private static void growClaims(StatefulSet set) {
    if (set.getSpec().getVolumeClaimTemplates().isEmpty()) {
      set.getSpec().setVolumeClaimTemplates(List.of(ANOTHER_CLAIM));
      return;
    }
    set.getSpec()
        .getVolumeClaimTemplates()
        .forEach(
            template -> {
              Map<String, Quantity> requests = template.getSpec().getResources().getRequests();
              template.getSpec().getResources().setRequests(Map.of(STORAGE, grown(requests)));
            });
  }

  /** Whatever it was, it is another size. */
  private static Quantity grown(Map<String, Quantity> requests) {
    BigDecimal bytes =
        ContainerResources.amount(requests, STORAGE).orElse(BigDecimal.ZERO).add(GIBIBYTE);
    return new Quantity(bytes.toBigInteger().toString());
  }
}
