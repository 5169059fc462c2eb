package io.github.statefulsetlab.chart.policy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.kube.Workloads;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is left out of a chart, or changed in it, so that the rest can be judged in a lab: objects
 * that a lab has no use for, and those that would reach beyond its namespace. {@link ManifestGuard}
 * looks at what remains.
 */
public final class Concessions {

  private static final Set<String> BUILT_IN =
      Set.of(
          "",
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "apiregistration.k8s.io",
          "apps",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "autoscaling",
          "batch",
          "certificates.k8s.io",
          "coordination.k8s.io",
          "discovery.k8s.io",
          "events.k8s.io",
          "flowcontrol.apiserver.k8s.io",
          "networking.k8s.io",
          "node.k8s.io",
          "policy",
          "rbac.authorization.k8s.io",
          "resource.k8s.io",
          "scheduling.k8s.io",
          "storage.k8s.io",
          "storagemigration.k8s.io");

  /** Kinds that a lab's namespace has itself; those of a chart would add to them. */
  private static final Set<String> OF_THE_LAB =
      Set.of("NetworkPolicy", "ResourceQuota", "LimitRange");

  /** Kinds of the whole cluster that do nothing by themselves. */
  private static final Set<String> OF_THE_CLUSTER =
      Set.of(
          "ClusterRole",
          "ClusterRoleBinding",
          "CustomResourceDefinition",
          "IngressClass",
          "Namespace",
          "PersistentVolume",
          "PriorityClass",
          "RuntimeClass",
          "StorageClass");

  private static final Set<String> REACHABLE = Set.of("NodePort", "LoadBalancer");
  private static final String SYSTEM = "kube-";

  private Concessions() {}

  /**
   * The changes that a chart needs, each with the sentence that the grade tells about it; none
   * where it needs none.
   *
   * @param namespace the release's
   */
  public static List<Patch> of(Manifests manifests, String namespace) {
    List<HasMetadata> objects = manifests.objects();
    Optional<String> wayIn = wayIn(objects);
    return Stream.of(
            OperatorSecrets.madeOptional(
                objects, objects.stream().filter(Concessions::isCustom).toList()),
            SecretDrivers.leftOut(objects),
            without(
                Concessions::isCustom,
                "left out, because a lab has no custom resources: %s",
                objects),
            without(
                Concessions::isOfTheLab,
                "left out, because a lab's namespace has its own: %s",
                objects),
            without(
                Concessions::isOfTheCluster,
                "left out, because a lab is limited to one namespace: %s",
                objects),
            without(
                Concessions::isBoundToTheCluster,
                "left out, because a lab has no ClusterRole for a chart: %s",
                objects),
            each(
                Concessions::givesTooMuch,
                object -> limited((Role) object),
                "limited to the rights that a lab gives: %s",
                objects),
            each(
                object -> isForeign(object, namespace),
                object -> setNamespace(object, null),
                "installed in the lab's namespace instead of the one that they name: %s",
                objects),
            each(
                Concessions::asksForAddress,
                Concessions::withoutAddress,
                "loadBalancerIP left out, because a lab has no load balancer: %s",
                objects),
            each(
                object -> isReachable(object) && !wayIn.equals(Optional.of(name(object))),
                object -> makeInternal((Service) object),
                "type changed to ClusterIP, because a lab exposes one Service ("
                    + wayIn.orElse("")
                    + "): %s",
                objects))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The objects that name a namespace that is not the release's, or belong to the whole cluster.
   */
  public static List<HasMetadata> beyondTheNamespace(Manifests manifests, String namespace) {
    return manifests.objects().stream()
        .filter(object -> isForeign(object, namespace) || isOfTheCluster(object))
        .toList();
  }

  private static Optional<Patch> without(
      Predicate<HasMetadata> which, String sentence, List<HasMetadata> objects) {
    return names(which, objects)
        .map(
            names ->
                new Patch(
                    sentence.formatted(names),
                    all -> all.stream().filter(which.negate()).toList()));
  }

  private static Optional<Patch> each(
      Predicate<HasMetadata> which,
      Function<HasMetadata, HasMetadata> change,
      String sentence,
      List<HasMetadata> objects) {
    return names(which, objects)
        .map(
            names ->
                new Patch(
                    sentence.formatted(names),
                    all ->
                        all.stream()
                            .map(object -> which.test(object) ? change.apply(object) : object)
                            .toList()));
  }

  private static Optional<String> names(Predicate<HasMetadata> which, List<HasMetadata> objects) {
    List<String> names = objects.stream().filter(which).map(Concessions::name).toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names));
  }

  private static String name(HasMetadata object) {
    return object.getKind()
        + "/"
        + (object.getMetadata() == null ? "?" : object.getMetadata().getName());
  }

  private static boolean isCustom(HasMetadata object) {
    return !BUILT_IN.contains(AllowedKind.group(String.valueOf(object.getApiVersion())));
  }

  private static boolean isOfTheLab(HasMetadata object) {
    return !isCustom(object) && OF_THE_LAB.contains(object.getKind());
  }

  private static boolean isOfTheCluster(HasMetadata object) {
    return !isCustom(object) && OF_THE_CLUSTER.contains(object.getKind());
  }

  private static boolean isBoundToTheCluster(HasMetadata object) {
    return object instanceof RoleBinding binding
        && binding.getRoleRef() != null
        && "ClusterRole".equals(binding.getRoleRef().getKind());
  }

  /** What leads to rights beyond a Role's own is left to the guard, which refuses it. */
  private static boolean givesTooMuch(HasMetadata object) {
    return object instanceof Role role
        && rules(role).noneMatch(ObjectRules::leadsFurther)
        && !rules(role).allMatch(LabRights::include);
  }

  private static Role limited(Role given) {
    Role role = Serialization.clone(given);
    role.setRules(
        rules(given)
            .flatMap(
                rule -> LabRights.include(rule) ? Stream.of(rule) : LabRights.within(rule).stream())
            .toList());
    return role;
  }

  private static Stream<PolicyRule> rules(Role role) {
    return Stream.ofNullable(role.getRules()).flatMap(List::stream);
  }

  private static boolean asksForAddress(HasMetadata object) {
    return object instanceof Service service
        && service.getSpec() != null
        && service.getSpec().getLoadBalancerIP() != null;
  }

  private static HasMetadata withoutAddress(HasMetadata object) {
    Service service = (Service) Serialization.clone(object);
    service.getSpec().setLoadBalancerIP(null);
    return service;
  }

  /** The cluster's own namespaces are left to the guard, which refuses what names them. */
  private static boolean isForeign(HasMetadata object, String namespace) {
    return Optional.ofNullable(object.getMetadata())
        .map(metadata -> metadata.getNamespace())
        .filter(named -> !named.equals(namespace) && !named.startsWith(SYSTEM))
        .isPresent();
  }

  private static HasMetadata setNamespace(HasMetadata object, @Nullable String namespace) {
    HasMetadata copy = Serialization.clone(object);
    copy.getMetadata().setNamespace(namespace);
    return copy;
  }

  private static boolean isReachable(HasMetadata object) {
    return object instanceof Service service
        && service.getSpec() != null
        && REACHABLE.contains(String.valueOf(service.getSpec().getType()));
  }

  /**
   * The Service that stays reachable: one in front of a StatefulSet's pods, rather all of them than
   * one, else the first.
   */
  private static Optional<String> wayIn(List<HasMetadata> objects) {
    List<StatefulSet> sets =
        objects.stream()
            .filter(StatefulSet.class::isInstance)
            .map(StatefulSet.class::cast)
            .filter(set -> set.getSpec() != null)
            .toList();
    return objects.stream()
        .filter(Concessions::isReachable)
        .min(
            Comparator.comparing(
                    (HasMetadata service) ->
                        sets.stream().noneMatch(set -> Workloads.selects((Service) service, set)))
                .thenComparing(service -> Services.isOfOnePod((Service) service)))
        .map(Concessions::name);
  }

  private static Service makeInternal(Service reachable) {
    Service service = Serialization.clone(reachable);
    ServiceSpec spec = service.getSpec();
    spec.setType("ClusterIP");
    spec.setAllocateLoadBalancerNodePorts(null);
    spec.setExternalTrafficPolicy(null);
    spec.setHealthCheckNodePort(null);
    spec.setLoadBalancerClass(null);
    spec.setLoadBalancerIP(null);
    spec.setLoadBalancerSourceRanges(List.of());
    Stream.ofNullable(spec.getPorts())
        .flatMap(List::stream)
        .forEach(port -> port.setNodePort(null));
    return service;
  }
}
