package io.github.statefulsetlab.chart.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How many pods and containers a chart may ask for. The StatefulSet controller makes an array and a
 * pod object for each replica before it creates the first pod, so a number without bound ends the
 * controller manager of the whole cluster.
 */
final class SizeRules {

  static final int PODS = 20;

  /** What {@code helm create} writes. */
  static final int AUTOSCALED_PODS = 100;

  /** Of one Job, one after the other; pods that have ended stay in the cluster's database. */
  static final int COMPLETIONS = 100;

  static final int CONTAINERS = 20;

  private static final Map<String, List<String>> NUMBERS_OF_PODS =
      Map.of(
          "StatefulSet", List.of("spec.replicas"),
          "Deployment", List.of("spec.replicas"),
          "ReplicaSet", List.of("spec.replicas"),
          "ReplicationController", List.of("spec.replicas"),
          "Job", List.of("spec.parallelism"),
          "CronJob", List.of("spec.jobTemplate.spec.parallelism"),
          "HorizontalPodAutoscaler", List.of("spec.minReplicas"));

  private SizeRules() {}

  static Stream<Violation> offences(Field root, String kind) {
    return Stream.concat(
        NUMBERS_OF_PODS.getOrDefault(kind, List.of()).stream()
            .flatMap(path -> atMost(root.at(path), PODS)),
        switch (kind) {
          case "HorizontalPodAutoscaler" -> atMost(root.at("spec.maxReplicas"), AUTOSCALED_PODS);
          case "Job" -> atMost(root.at("spec.completions"), COMPLETIONS);
          case "CronJob" -> atMost(root.at("spec.jobTemplate.spec.completions"), COMPLETIONS);
          default -> Stream.empty();
        });
  }

  private static Stream<Violation> atMost(Field number, int most) {
    return number.offenceIf(
        number.isSet() && !(number(number.value()) <= most),
        "Ask for %d at most: a lab has room for no more pods.".formatted(most));
  }

  /** What is not a number is not harmless. */
  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  /** Of one pod. */
  static Stream<Violation> containers(Field spec) {
    return Stream.of("initContainers", "containers")
        .map(spec::at)
        .flatMap(
            list ->
                list.offenceIf(
                    list.value().size() > CONTAINERS,
                    "Use %d containers at most.".formatted(CONTAINERS)));
  }
}
