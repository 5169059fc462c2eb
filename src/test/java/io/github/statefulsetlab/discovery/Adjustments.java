package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Autoscalers;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.StatefulSets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a chart needs changed to stand beside other labs on the same cluster. */
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

  /** Where a chart asks for none. */
  private static final int PODS = 3;

  private Adjustments() {}

  /** Leaves node ports to Kubernetes; empty where the chart asks for none. */
  static Optional<Patch> freeNodePorts(Manifests manifests) {
    if (manifests.of(Service.class).stream().noneMatch(Adjustments::asksForNodePort)) {
      return Optional.empty();
    }
    return Optional.of(
        Patch.each(
            Service.class,
            "nodePort left to Kubernetes, because labs of one chart stand side by side",
            Adjustments::asksForNodePort,
            Adjustments::leaveNodePorts));
  }

  private static void leaveNodePorts(Service service) {
    service.getSpec().setHealthCheckNodePort(null);
    Stream.ofNullable(service.getSpec().getPorts())
        .flatMap(List::stream)
        .forEach(port -> port.setNodePort(null));
  }

  /** Leaves the addresses of Services to Kubernetes; empty where the chart asks for none. */
  static Optional<Patch> freeAddresses(Manifests manifests) {
    List<Service> fixed =
        manifests.of(Service.class).stream().filter(Adjustments::asksForAddress).toList();
    if (fixed.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Patch.each(
            Service.class,
            "clusterIP of %s left to Kubernetes, because labs of one chart stand side by side"
                .formatted(ObjectNames.joined(fixed)),
            Adjustments::asksForAddress,
            service -> {
              service.getSpec().setClusterIP(null);
              service.getSpec().setClusterIPs(null);
            }));
  }

  private static boolean asksForAddress(Service service) {
    String address = service.getSpec().getClusterIP();
    return address != null && !address.isEmpty() && !Services.isHeadless(service);
  }

  /**
   * Services of one address family, where the cluster has but one; empty where none asks for two.
   */
  static Optional<Patch> singleStack(Manifests manifests, ClusterShape cluster) {
    List<Service> two =
        manifests.of(Service.class).stream().filter(Adjustments::asksForFamilies).toList();
    if (cluster.dualStack() || two.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Patch.each(
            Service.class,
            "ipFamilyPolicy and ipFamilies of %s left to the cluster, which has one address family"
                .formatted(ObjectNames.joined(two)),
            Adjustments::asksForFamilies,
            service -> {
              service.getSpec().setIpFamilyPolicy(null);
              service.getSpec().setIpFamilies(null);
            }));
  }

  private static boolean asksForFamilies(Service service) {
    List<String> families = service.getSpec().getIpFamilies();
    return "RequireDualStack".equals(service.getSpec().getIpFamilyPolicy())
        || families != null && families.contains("IPv6");
  }

  /**
   * Gives a set that asks for no pods as many as the lab has, so that there is something to look
   * at; empty where it asks for some, or an autoscaler does.
   */
  static Optional<Patch> withPods(Manifests manifests, StatefulSet set) {
    boolean scaled =
        manifests.of(HorizontalPodAutoscaler.class).stream()
            .anyMatch(autoscaler -> Autoscalers.scales(autoscaler, set));
    if (scaled || StatefulSets.replicas(set) > 0) {
      return Optional.empty();
    }
    String name = set.getMetadata().getName();
    return Optional.of(
        Patch.statefulSet(
            "replicas of StatefulSet %s raised from 0 to %d, so that there are pods to look at"
                .formatted(name, PODS),
            changed -> {
              if (changed.getMetadata().getName().equals(name)) {
                changed.getSpec().setReplicas(PODS);
              }
            }));
  }

  /** No token for ServiceAccounts that don't ask for one and have no role; empty where none. */
  static Optional<Patch> withoutTokens(Manifests manifests) {
    return accountsThatAskForNothing(manifests).findAny().map(account -> WITHOUT_TOKENS);
  }

  /**
   * Leaves the set's autoscalers out, which would scale it while the harness does, and gives the
   * set the number of pods that they would keep it at; empty where there are none.
   */
  static Optional<Patch> withoutAutoscalers(Manifests manifests, StatefulSet set) {
    List<HorizontalPodAutoscaler> theirs =
        manifests.of(HorizontalPodAutoscaler.class).stream()
            .filter(autoscaler -> Autoscalers.scales(autoscaler, set))
            .toList();
    if (theirs.isEmpty()) {
      return Optional.empty();
    }
    int pods = Math.max(StatefulSets.replicas(set), Autoscalers.fewestPods(set, theirs));
    return Optional.of(
        new Patch(
            "HorizontalPodAutoscaler %s held back, so that nothing else scales StatefulSet %s, which gets %d pods"
                .formatted(ObjectNames.joined(theirs), set.getMetadata().getName(), pods),
            objects -> {
              objects.stream()
                  .filter(StatefulSet.class::isInstance)
                  .map(StatefulSet.class::cast)
                  .filter(
                      other -> other.getMetadata().getName().equals(set.getMetadata().getName()))
                  .forEach(scaled -> scaled.getSpec().setReplicas(pods));
              return objects.stream().filter(object -> !isAutoscalerOf(object, set)).toList();
            }));
  }

  private static boolean isAutoscalerOf(HasMetadata object, StatefulSet set) {
    return object instanceof HorizontalPodAutoscaler autoscaler
        && Autoscalers.scales(autoscaler, set);
  }

  private static Stream<ServiceAccount> accountsThatAskForNothing(Manifests manifests) {
    Set<String> bound =
        manifests.of(RoleBinding.class).stream()
            .flatMap(binding -> Stream.ofNullable(binding.getSubjects()))
            .flatMap(List::stream)
            .map(Subject::getName)
            .collect(Collectors.toSet());
    return manifests.of(ServiceAccount.class).stream()
        .filter(account -> account.getAutomountServiceAccountToken() == null)
        .filter(account -> !bound.contains(account.getMetadata().getName()));
  }

  private static boolean asksForNodePort(Service service) {
    Integer check = service.getSpec().getHealthCheckNodePort();
    return check != null && check != 0
        || service.getSpec().getPorts() != null
            && service.getSpec().getPorts().stream()
                .map(ServicePort::getNodePort)
                .anyMatch(port -> port != null && port != 0);
  }
}
