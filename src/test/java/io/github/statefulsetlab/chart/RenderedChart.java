package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.util.List;

/** What a chart rendered to, and the ways to what is looked at most. */
record RenderedChart(List<HasMetadata> objects) {

  static RenderedChart parse(String yaml) {
    return new RenderedChart(Manifests.parse(yaml).objects());
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends HasMetadata> T only(Class<T> type) {
    assertThat(all(type)).as(type.getSimpleName()).hasSize(1);
    return all(type).get(0);
  }

  Service service(String name) {
    return all(Service.class).stream()
        .filter(service -> service.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no Service " + name + " among " + objects));
  }

  StatefulSetSpec set() {
    return only(StatefulSet.class).getSpec();
  }

  PodTemplateSpec pods() {
    return set().getTemplate();
  }

  Container container() {
    return pods().getSpec().getContainers().get(0);
  }

  List<PersistentVolumeClaim> claims() {
    return set().getVolumeClaimTemplates();
  }

  /**
   * Asserts what the restricted Pod Security Standard asks for, and a read-only root file system.
   */
  static void assertRestricted(PodSpec pod) {
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext())
        .returns(true, context -> context.getRunAsNonRoot())
        .returns("RuntimeDefault", context -> context.getSeccompProfile().getType());
    assertThat(pod.getContainers())
        .singleElement()
        .extracting(Container::getSecurityContext)
        .returns(false, context -> context.getAllowPrivilegeEscalation())
        .returns(true, context -> context.getReadOnlyRootFilesystem())
        .returns(List.of("ALL"), context -> context.getCapabilities().getDrop());
  }
}
