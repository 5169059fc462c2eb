package io.github.statefulsetlab.lab;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.cluster.AppImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a chart needs changed to be installed here at all, beside other labs on the same cluster.
 */
final class Adjustments {

  /** What Kubernetes mounts unless it is told not to, and hardly any app uses. */
  private static final Patch WITHOUT_TOKENS =
      new Patch(
          "automountServiceAccountToken: false on ServiceAccounts that don't say and have no role",
          objects -> {
            accountsThatAskForNothing(new Manifests(objects))
                .forEach(account -> account.setAutomountServiceAccountToken(false));
            return objects;
          });

  private Adjustments() {}

  /** The patches that these manifests need; none for most charts. */
  static List<Patch> neededBy(Manifests manifests, Settings settings) {
    List<Patch> needed = new ArrayList<>();
    if (manifests.of(Service.class).stream().anyMatch(Adjustments::asksForNodePort)) {
      needed.add(
          new Patch(
              "nodePort left to Kubernetes, because labs of one chart stand side by side",
              objects -> {
                objects.stream()
                    .filter(Service.class::isInstance)
                    .map(Service.class::cast)
                    .filter(Adjustments::asksForNodePort)
                    .forEach(s -> s.getSpec().getPorts().forEach(port -> port.setNodePort(null)));
                return objects;
              }));
    }
    if (accountsThatAskForNothing(manifests).findAny().isPresent()) {
      needed.add(WITHOUT_TOKENS);
    }
    settings.image().map(Adjustments::counterImage).ifPresent(needed::add);
    return needed;
  }

  private static Stream<ServiceAccount> accountsThatAskForNothing(Manifests manifests) {
    Set<String> bound =
        manifests.of(RoleBinding.class).stream()
            .flatMap(binding -> binding.getSubjects().stream())
            .map(Subject::getName)
            .collect(Collectors.toSet());
    return manifests.of(ServiceAccount.class).stream()
        .filter(account -> account.getAutomountServiceAccountToken() == null)
        .filter(account -> !bound.contains(account.getMetadata().getName()));
  }

  private static boolean asksForNodePort(Service service) {
    return service.getSpec().getPorts() != null
        && service.getSpec().getPorts().stream()
            .map(ServicePort::getNodePort)
            .anyMatch(port -> port != null && port != 0);
  }

  private static Patch counterImage(String reference) {
    return Patch.statefulSet(
        "image of the counter taken from " + reference,
        (StatefulSet set) ->
            set.getSpec().getTemplate().getSpec().getContainers().stream()
                .filter(c -> isCounter(c))
                .forEach(c -> c.setImage(reference)));
  }

  private static boolean isCounter(Container container) {
    return AppImage.REFERENCE.equals(container.getImage());
  }
}
