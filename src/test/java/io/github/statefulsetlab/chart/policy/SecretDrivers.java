package io.github.statefulsetlab.chart.policy;

import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Workloads;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Volumes that a driver on the nodes fills with secrets or certificates from elsewhere. The nodes
 * of a lab do not have these drivers, so the volumes are empty there; those of other drivers are
 * left to {@link ManifestGuard}, which refuses them.
 */
final class SecretDrivers {

  private static final Set<String> DRIVERS =
      Set.of("csi.cert-manager.io", "csi.spiffe.io", "secrets-store.csi.k8s.io");

  private SecretDrivers() {}

  /** Makes them empty folders; empty where there are none. */
  static Optional<Patch> leftOut(List<HasMetadata> objects) {
    String found =
        objects.stream()
            .flatMap(SecretDrivers::volumes)
            .map(volume -> "%s (%s)".formatted(volume.getName(), volume.getCsi().getDriver()))
            .distinct()
            .collect(Collectors.joining(", "));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Patch(
                "made empty, because a lab has no driver that would fill it: volume " + found,
                all -> all.stream().map(SecretDrivers::emptied).toList()));
  }

  private static HasMetadata emptied(HasMetadata object) {
    HasMetadata copy = Serialization.clone(object);
    volumes(copy)
        .forEach(
            volume -> {
              volume.setCsi(null);
              volume.setEmptyDir(new EmptyDirVolumeSource());
            });
    return copy;
  }

  private static Stream<Volume> volumes(HasMetadata object) {
    return Workloads.podSpec(object).map(PodSpec::getVolumes).stream()
        .flatMap(List::stream)
        .filter(volume -> volume.getCsi() != null && DRIVERS.contains(volume.getCsi().getDriver()));
  }
}
