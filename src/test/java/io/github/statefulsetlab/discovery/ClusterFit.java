package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.PodAntiAffinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import io.github.statefulsetlab.kube.ContainerResources;
import io.github.statefulsetlab.sandbox.SandboxLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the pods of a chart ask of a cluster that the one they are graded on does not have: nodes
 * with some label, a node for each pod, room, priorities. It says nothing about what is graded, and
 * so it is left out, with a note.
 */
final class ClusterFit {

  private static final int PREFERENCE = 100;

  private final ClusterShape cluster;
  private final PodSpec pod;
  private final int replicas;
  private final List<String> changes = new ArrayList<>();

  private ClusterFit(ClusterShape cluster, PodSpec pod, int replicas) {
    this.cluster = cluster;
    this.pod = pod;
    this.replicas = replicas;
  }

  /**
   * Leaves out what the cluster does not have.
   *
   * @param pod changed
   * @param replicas how many of them there are
   * @return what was changed, a phrase each; empty where nothing had to be
   */
  static List<String> apply(ClusterShape cluster, PodSpec pod, int replicas) {
    if (cluster.nodes().isEmpty()) {
      return List.of();
    }
    ClusterFit fit = new ClusterFit(cluster, pod, replicas);
    fit.fitNodes();
    fit.fitNeighbours();
    fit.fitNames();
    fit.changes.addAll(NodeFeatures.apply(cluster, pod));
    fit.fitSizes();
    return List.copyOf(fit.changes);
  }

  private void fitNodes() {
    Map<String, String> selector = pod.getNodeSelector();
    if (selector != null && !selector.isEmpty() && !cluster.anyNodeHas(selector)) {
      pod.setNodeSelector(null);
      changes.add("nodeSelector %s left out, since no node has these labels".formatted(selector));
    }
    Affinity affinity = pod.getAffinity();
    NodeSelector required =
        affinity == null || affinity.getNodeAffinity() == null
            ? null
            : affinity.getNodeAffinity().getRequiredDuringSchedulingIgnoredDuringExecution();
    if (required != null && required.getNodeSelectorTerms().stream().noneMatch(this::anyNodeFits)) {
      affinity.getNodeAffinity().setRequiredDuringSchedulingIgnoredDuringExecution(null);
      changes.add("nodeAffinity left out, since no node fits what it requires");
    }
  }

  private boolean anyNodeFits(NodeSelectorTerm term) {
    return anyNodeIsCalledSo(term)
        && cluster.nodes().stream()
            .anyMatch(
                labels ->
                    Stream.ofNullable(term.getMatchExpressions())
                        .flatMap(List::stream)
                        .allMatch(expression -> fits(expression, labels)));
  }

  /** The only field that a term can ask for is {@code metadata.name}. */
  private boolean anyNodeIsCalledSo(NodeSelectorTerm term) {
    return cluster.nodeNames().stream()
        .anyMatch(
            name ->
                Stream.ofNullable(term.getMatchFields())
                    .flatMap(List::stream)
                    .allMatch(field -> fits(field, Map.of(field.getKey(), name))));
  }

  private static boolean fits(NodeSelectorRequirement expression, Map<String, String> labels) {
    Optional<String> value = Optional.ofNullable(labels.get(expression.getKey()));
    List<String> values = Objects.requireNonNullElse(expression.getValues(), List.of());
    return switch (String.valueOf(expression.getOperator())) {
      case "In" -> value.filter(values::contains).isPresent();
      case "NotIn" -> value.filter(values::contains).isEmpty();
      case "Exists" -> value.isPresent();
      case "DoesNotExist" -> value.isEmpty();
      case "Gt" -> compares(value, values).filter(by -> by > 0).isPresent();
      case "Lt" -> compares(value, values).filter(by -> by < 0).isPresent();
      default -> true;
    };
  }

  /** How a label compares with the number that is asked for; empty where either is not a number. */
  private static Optional<Integer> compares(Optional<String> label, List<String> values) {
    return label
        .filter(text -> text.matches("-?\\d{1,18}"))
        .filter(text -> values.size() == 1 && values.get(0).matches("-?\\d{1,18}"))
        .map(text -> Long.compare(Long.parseLong(text), Long.parseLong(values.get(0))));
  }

  private void fitNeighbours() {
    PodAntiAffinity anti =
        pod.getAffinity() == null ? null : pod.getAffinity().getPodAntiAffinity();
    if (anti != null) {
      prefer(anti);
    }
    Stream.ofNullable(pod.getTopologySpreadConstraints())
        .flatMap(List::stream)
        .filter(this::cannotBeMet)
        .forEach(
            constraint -> {
              constraint.setWhenUnsatisfiable("ScheduleAnyway");
              constraint.setMinDomains(null);
              changes.add(
                  "the topologySpreadConstraint on %s made ScheduleAnyway, since the cluster has %s"
                      .formatted(
                          constraint.getTopologyKey(), domains(constraint.getTopologyKey())));
            });
  }

  private void prefer(PodAntiAffinity anti) {
    List<PodAffinityTerm> required =
        new ArrayList<>(
            Objects.requireNonNullElse(
                anti.getRequiredDuringSchedulingIgnoredDuringExecution(), List.of()));
    List<PodAffinityTerm> tooMany =
        required.stream().filter(term -> isTooFew(cluster.domains(term.getTopologyKey()))).toList();
    if (tooMany.isEmpty()) {
      return;
    }
    required.removeAll(tooMany);
    anti.setRequiredDuringSchedulingIgnoredDuringExecution(required);
    List<WeightedPodAffinityTerm> preferred =
        new ArrayList<>(
            Objects.requireNonNullElse(
                anti.getPreferredDuringSchedulingIgnoredDuringExecution(), List.of()));
    tooMany.forEach(term -> preferred.add(new WeightedPodAffinityTerm(term, PREFERENCE)));
    anti.setPreferredDuringSchedulingIgnoredDuringExecution(preferred);
    changes.add(
        "podAntiAffinity on %s made a preference, since there are %d pods and the cluster has %s"
            .formatted(
                tooMany.get(0).getTopologyKey(),
                replicas,
                domains(tooMany.get(0).getTopologyKey())));
  }

  /** Where no node has the label, nothing keeps pods apart by it. */
  private boolean isTooFew(int domains) {
    return domains > 0 && domains < replicas;
  }

  private boolean cannotBeMet(TopologySpreadConstraint constraint) {
    int domains = cluster.domains(String.valueOf(constraint.getTopologyKey()));
    return "DoNotSchedule".equals(constraint.getWhenUnsatisfiable())
        && (domains == 0 || Objects.requireNonNullElse(constraint.getMinDomains(), 1) > domains);
  }

  private String domains(String key) {
    int domains = cluster.domains(key);
    return domains == 0 ? "no node with that label" : domains + " of them";
  }

  private void fitNames() {
    Optional.ofNullable(pod.getPriorityClassName())
        .filter(name -> !name.isEmpty() && !cluster.priorityClasses().contains(name))
        .ifPresent(
            name -> {
              pod.setPriorityClassName(null);
              // Both come from the class, and the API server refuses others.
              pod.setPriority(null);
              pod.setPreemptionPolicy(null);
              changes.add(
                  "priorityClassName %s left out, since the cluster has no PriorityClass of that name"
                      .formatted(name));
            });
    Optional.ofNullable(pod.getNodeName())
        .filter(name -> !name.isEmpty() && !cluster.nodeNames().contains(name))
        .ifPresent(
            name -> {
              pod.setNodeName(null);
              changes.add("nodeName %s left out, since no node has that name".formatted(name));
            });
  }

  /** A request above a limit is the author's mistake, which must not be mended. */
  private void fitSizes() {
    if (containers().map(Container::getResources).anyMatch(ContainerResources::exceedsAnyLimit)) {
      return;
    }
    new TreeMap<>(cluster.largestNode()).forEach(this::fit);
  }

  private void fit(String resource, BigDecimal node) {
    BigDecimal asked =
        containers()
            .map(container -> ContainerResources.requested(container.getResources(), resource))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal room = room(resource, node);
    if (asked.compareTo(room) <= 0) {
      return;
    }
    BigDecimal share = room.divide(BigDecimal.valueOf(containers().count()), 3, RoundingMode.DOWN);
    containers()
        .filter(
            container ->
                ContainerResources.requested(container.getResources(), resource).compareTo(share)
                    > 0)
        .forEach(container -> ask(container.getResources(), resource, share));
    changes.add(
        "requests of %s lowered, since %d pods that ask for %s each have no room beside other labs on a node of %s"
            .formatted(resource, replicas, text(resource, asked), text(resource, node)));
  }

  /** For each pod, so that another lab stands beside this one, and more pods within its quota. */
  private BigDecimal room(String resource, BigDecimal node) {
    BigDecimal here = node.divide(BigDecimal.valueOf(2L * replicas), 3, RoundingMode.DOWN);
    return "memory".equals(resource)
        ? here.min(
            Quantity.getAmountInBytes(SandboxLimits.together("requests.memory"))
                .divide(BigDecimal.valueOf(replicas + 2L), 3, RoundingMode.DOWN))
        : here;
  }

  private Stream<Container> containers() {
    return pod.getContainers().stream();
  }

  private static void ask(ResourceRequirements resources, String resource, BigDecimal amount) {
    resources.setRequests(
        ContainerResources.with(
            resources.getRequests(), resource, new Quantity(text(resource, amount))));
  }

  private static String text(String resource, BigDecimal amount) {
    return "cpu".equals(resource)
        ? amount.movePointRight(3).setScale(0, RoundingMode.DOWN) + "m"
        : amount.movePointLeft(6).setScale(0, RoundingMode.DOWN) + "M";
  }
}
