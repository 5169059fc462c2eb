package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What makes pods, and what their labels are matched by. Pure functions. */
public final class Workloads {

  private Workloads() {}

  /** The template of the pods that the object makes; empty if it makes none. */
  public static Optional<PodTemplateSpec> template(HasMetadata object) {
    if (object instanceof StatefulSet set) {
      return Optional.ofNullable(set.getSpec()).map(StatefulSetSpec::getTemplate);
    }
    if (object instanceof Deployment deployment) {
      return Optional.ofNullable(deployment.getSpec()).map(DeploymentSpec::getTemplate);
    }
    if (object instanceof DaemonSet daemons) {
      return Optional.ofNullable(daemons.getSpec()).map(DaemonSetSpec::getTemplate);
    }
    if (object instanceof Job job) {
      return Optional.ofNullable(job.getSpec()).map(JobSpec::getTemplate);
    }
    if (object instanceof Pod pod) {
      return Optional.of(
          new PodTemplateSpecBuilder()
              .withMetadata(pod.getMetadata())
              .withSpec(pod.getSpec())
              .build());
    }
    return Optional.empty();
  }

  /** The spec of the pods that the object makes, or that it has; empty if it makes none. */
  public static Optional<PodSpec> podSpec(HasMetadata object) {
    return object instanceof Pod pod
        ? Optional.ofNullable(pod.getSpec())
        : template(object).map(PodTemplateSpec::getSpec);
  }

  /** The labels of the pods that the object makes. */
  public static Map<String, String> podLabels(HasMetadata object) {
    return template(object)
        .map(PodTemplateSpec::getMetadata)
        .map(metadata -> metadata.getLabels())
        .orElse(Map.of());
  }

  /**
   * Whether the set's selector matches these labels, by {@code matchLabels} and {@code
   * matchExpressions}.
   */
  public static boolean selects(StatefulSet set, Map<String, String> labels) {
    return Optional.ofNullable(set.getSpec().getSelector())
        .filter(selector -> matches(selector, labels))
        .isPresent();
  }

  /** Whether a selector matches these labels; one that asks for nothing matches all. */
  public static boolean matches(LabelSelector selector, Map<String, String> labels) {
    return labels
            .entrySet()
            .containsAll(Optional.ofNullable(selector.getMatchLabels()).orElse(Map.of()).entrySet())
        && Optional.ofNullable(selector.getMatchExpressions()).orElse(List.of()).stream()
            .allMatch(requirement -> holds(requirement, labels));
  }

  /**
   * Whether labels meet a requirement.
   *
   * @see <a
   *     href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement">Set-based
   *     requirements</a>
   */
  private static boolean holds(LabelSelectorRequirement requirement, Map<String, String> labels) {
    Optional<String> value = Optional.ofNullable(labels.get(requirement.getKey()));
    List<String> values = Optional.ofNullable(requirement.getValues()).orElse(List.of());
    return switch (requirement.getOperator()) {
      case "In" -> value.filter(values::contains).isPresent();
      case "NotIn" -> value.filter(values::contains).isEmpty();
      case "Exists" -> value.isPresent();
      case "DoesNotExist" -> value.isEmpty();
      default -> false;
    };
  }

  /** The labels that the Service asks for, those that only a running pod has left out. */
  public static Map<String, String> selector(Service service) {
    Map<String, String> selector =
        new HashMap<>(Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of()));
    selector.keySet().removeAll(Pods.OWN_LABELS);
    return selector;
  }

  /** Whether the Service has a selector, and it matches the pods that the object makes. */
  public static boolean selects(Service service, HasMetadata workload) {
    Map<String, String> selector = selector(service);
    return !selector.isEmpty() && podLabels(workload).entrySet().containsAll(selector.entrySet());
  }

  /** Those of the Services that have a selector which matches no pods of these objects. */
  public static List<Service> selectingNothing(
      List<Service> services, List<HasMetadata> workloads) {
    return services.stream()
        .filter(service -> !selector(service).isEmpty())
        .filter(service -> workloads.stream().noneMatch(workload -> selects(service, workload)))
        .toList();
  }

  /** Those of the Services that select the pods of the set. */
  public static List<Service> selecting(List<Service> services, StatefulSet set) {
    return services.stream().filter(service -> selects(service, set)).toList();
  }

  /** Those of the Services that have no address of their own. */
  public static List<Service> headless(List<Service> services) {
    return services.stream().filter(Services::isHeadless).toList();
  }

  /**
   * Whether the two make pods of the same app: with what a container runs, or all selected labels,
   * in common. A worker beside the app has the app's image and a command of its own, or a label
   * that differs from the app's.
   */
  public static boolean areOfTheSameApp(HasMetadata workload, StatefulSet set) {
    return haveTheSameLabels(podLabels(workload), set)
        || programs(workload).stream().anyMatch(programs(set)::contains);
  }

  private static boolean haveTheSameLabels(Map<String, String> labels, StatefulSet set) {
    return !labels.isEmpty()
        && selects(set, labels)
        && podLabels(set).entrySet().stream()
            .allMatch(
                own -> own.getValue().equals(labels.getOrDefault(own.getKey(), own.getValue())));
  }

  /** An image with the command that it is started with. */
  private record Program(String image, List<String> command, List<String> args) {

    static Program of(Container container) {
      return new Program(
          container.getImage(),
          Objects.requireNonNullElse(container.getCommand(), List.of()),
          Objects.requireNonNullElse(container.getArgs(), List.of()));
    }
  }

  private static List<Program> programs(HasMetadata workload) {
    return template(workload).stream()
        .flatMap(template -> template.getSpec().getContainers().stream())
        .filter(container -> container.getImage() != null)
        .map(Program::of)
        .toList();
  }
}
