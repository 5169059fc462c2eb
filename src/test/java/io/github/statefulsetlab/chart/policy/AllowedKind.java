package io.github.statefulsetlab.chart.policy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * A kind of objects that a chart may have in a lab: all of them belong to a namespace, and none
 * opens the fence around it. {@link ManifestGuard} refuses all others, and whoever installs a chart
 * has no right to make them.
 *
 * @param group the API group; empty for the core
 * @param resource the name in the API's paths and in roles
 * @param podTemplate where the pod template lies, as a JSON pointer; empty where there is none
 */
public record AllowedKind(
    String group, String kind, String resource, Optional<String> podTemplate) {

  private static final String TEMPLATE = "/spec/template";

  /** All of them. */
  public static final List<AllowedKind> ALL =
      List.of(
          plain("", "ConfigMap", "configmaps"),
          plain("", "Endpoints", "endpoints"),
          plain("", "PersistentVolumeClaim", "persistentvolumeclaims"),
          withPods("", "Pod", "pods", ""),
          withPods("", "ReplicationController", "replicationcontrollers", TEMPLATE),
          plain("", "Secret", "secrets"),
          plain("", "Service", "services"),
          plain("", "ServiceAccount", "serviceaccounts"),
          withPods("apps", "DaemonSet", "daemonsets", TEMPLATE),
          withPods("apps", "Deployment", "deployments", TEMPLATE),
          withPods("apps", "ReplicaSet", "replicasets", TEMPLATE),
          withPods("apps", "StatefulSet", "statefulsets", TEMPLATE),
          plain("autoscaling", "HorizontalPodAutoscaler", "horizontalpodautoscalers"),
          withPods("batch", "CronJob", "cronjobs", "/spec/jobTemplate/spec/template"),
          withPods("batch", "Job", "jobs", TEMPLATE),
          plain("coordination.k8s.io", "Lease", "leases"),
          plain("discovery.k8s.io", "EndpointSlice", "endpointslices"),
          plain("networking.k8s.io", "Ingress", "ingresses"),
          plain("policy", "PodDisruptionBudget", "poddisruptionbudgets"),
          plain("rbac.authorization.k8s.io", "Role", "roles"),
          plain("rbac.authorization.k8s.io", "RoleBinding", "rolebindings"));

  private static AllowedKind plain(String group, String kind, String resource) {
    return new AllowedKind(group, kind, resource, Optional.empty());
  }

  private static AllowedKind withPods(String group, String kind, String resource, String template) {
    return new AllowedKind(group, kind, resource, Optional.of(template));
  }

  /** The kind of an object; empty if it is none that a chart may have. */
  static Optional<AllowedKind> of(HasMetadata object) {
    String group = group(String.valueOf(object.getApiVersion()));
    return ALL.stream()
        .filter(allowed -> allowed.group.equals(group) && allowed.kind.equals(object.getKind()))
        .findFirst();
  }

  static String group(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }
}
