package io.github.statefulsetlab.chart;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the API server asks of what lies deeper in an object: of containers, volumes, probes and
 * ports, wherever there are any.
 */
final class RequiredFields {

  private static final Map<String, String> POD_SPECS =
      Map.of(
          "Pod", "spec",
          "StatefulSet", "spec.template.spec",
          "Deployment", "spec.template.spec",
          "DaemonSet", "spec.template.spec",
          "ReplicaSet", "spec.template.spec",
          "ReplicationController", "spec.template.spec",
          "Job", "spec.template.spec",
          "CronJob", "spec.jobTemplate.spec.template.spec");

  private static final List<String> CONTAINERS = List.of("initContainers", "containers");

  /** A star is every item of a list; the last name is the field that each needs. */
  private static final List<String> OF_A_CONTAINER =
      Stream.concat(
              Stream.of(
                  "name",
                  "image",
                  "ports.*.containerPort",
                  "env.*.name",
                  "volumeMounts.*.name",
                  "volumeMounts.*.mountPath"),
              Stream.of(
                      "startupProbe",
                      "livenessProbe",
                      "readinessProbe",
                      "lifecycle.postStart",
                      "lifecycle.preStop")
                  .flatMap(
                      handler ->
                          Stream.of("httpGet.port", "tcpSocket.port", "grpc.port")
                              .map(port -> handler + "." + port)))
          .toList();

  private static final List<String> OF_A_SERVICE = List.of("spec.ports.*.port");

  /** As Kubernetes parses it: a number, and a suffix or an exponent. */
  private static final Pattern QUANTITY =
      Pattern.compile(
          "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,9})?");

  /** Of what anybody writes; whoever computes with a megabyte of digits takes minutes for it. */
  private static final int LONGEST_QUANTITY = 64;

  private RequiredFields() {}

  /** The first field that is missing, as a JSON pointer. */
  static Optional<String> missing(String kind, JsonNode object) {
    return required(kind)
        .flatMap(
            path -> {
              int last = path.lastIndexOf('.');
              return found(object, JsonPointer.empty(), path.substring(0, last))
                  .filter(holder -> object.at(holder).isObject())
                  .map(holder -> holder.appendProperty(path.substring(last + 1)));
            })
        .filter(field -> isMissing(object.at(field)))
        .map(JsonPointer::toString)
        .findFirst();
  }

  /** The first field that should be a quantity and is not, as a JSON pointer. */
  static Optional<String> noQuantity(String kind, JsonNode object) {
    return Stream.concat(
            podSpec(kind)
                .flatMap(spec -> CONTAINERS.stream().map(list -> spec + "." + list + ".*")),
            kind.equals("StatefulSet")
                ? Stream.of("spec.volumeClaimTemplates.*.spec")
                : kind.equals("PersistentVolumeClaim") ? Stream.of("spec") : Stream.empty())
        .flatMap(holder -> Stream.of(holder + ".resources.requests", holder + ".resources.limits"))
        .flatMap(path -> found(object, JsonPointer.empty(), path))
        .flatMap(
            amounts ->
                object.at(amounts).properties().stream()
                    .map(entry -> amounts.appendProperty(entry.getKey())))
        .filter(amount -> !isQuantity(object.at(amount).asText()))
        .map(JsonPointer::toString)
        .findFirst();
  }

  private static boolean isQuantity(String text) {
    return text.length() <= LONGEST_QUANTITY && QUANTITY.matcher(text).matches();
  }

  private static Stream<String> podSpec(String kind) {
    return Stream.ofNullable(POD_SPECS.get(kind));
  }

  private static Stream<String> required(String kind) {
    return kind.equals("Service")
        ? OF_A_SERVICE.stream()
        : podSpec(kind)
            .flatMap(
                spec ->
                    Stream.concat(
                        Stream.of(spec + ".volumes.*.name"),
                        CONTAINERS.stream()
                            .flatMap(
                                list ->
                                    OF_A_CONTAINER.stream()
                                        .map(field -> "%s.%s.*.%s".formatted(spec, list, field)))));
  }

  private static Stream<JsonPointer> found(JsonNode root, JsonPointer at, String path) {
    if (path.isEmpty()) {
      return Stream.of(at);
    }
    int dot = path.indexOf('.');
    String step = dot < 0 ? path : path.substring(0, dot);
    String rest = dot < 0 ? "" : path.substring(dot + 1);
    if (!step.equals("*")) {
      return found(root, at.appendProperty(step), rest);
    }
    return IntStream.range(0, root.at(at).size())
        .boxed()
        .flatMap(i -> found(root, at.appendIndex(i), rest));
  }

  private static boolean isMissing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isEmpty());
  }
}
