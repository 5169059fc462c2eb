package io.github.statefulsetlab.chart.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an object may not ask for on a cluster that others use: what its controllers would do beyond
 * the namespace, what takes other people's nodes, storage or identities, and what would stay.
 */
final class SharedClusterRules {

  private static final Map<String, String> KINDS =
      Map.of(
          "Ingress", "the cluster's ingress controller would take traffic for others",
          "Endpoints", "a Service could lead anywhere",
          "EndpointSlice", "a Service could lead anywhere",
          "DaemonSet", "it would run on every node of the cluster");

  /** Annotations that no controller of a cluster acts on beyond the object itself. */
  private static final List<String> ANNOTATIONS =
      List.of(
          "helm.sh/",
          "meta.helm.sh/",
          "app.kubernetes.io/",
          "checksum/",
          "prometheus.io/",
          "kubectl.kubernetes.io/default-container",
          "kubectl.kubernetes.io/default-logs-container",
          "cluster-autoscaler.kubernetes.io/safe-to-evict",
          "service.alpha.kubernetes.io/tolerate-unready-endpoints",
          "volume.beta.kubernetes.io/storage-class");

  private static final Set<String> POD_FIELDS =
      Set.of("priorityClassName", "nodeName", "schedulerName", "runtimeClassName");

  private static final Set<String> RESOURCES = Set.of("cpu", "memory", "ephemeral-storage");
  private static final String DEVICES = "Remove it: the cluster's devices are for others.";

  private static final int LONGEST_GRACE_SECONDS = 120;
  private static final String NOT_HERE = "Remove it, or leave it out by a value: %s.";

  private SharedClusterRules() {}

  static Stream<Violation> offences(Field root, AllowedKind kind, String namespace) {
    Stream<Violation> ofObject =
        Stream.of(
                kind(root.at("kind")),
                root.everywhere("metadata").flatMap(SharedClusterRules::annotations),
                service(root.at("spec"), kind.kind()),
                root.at("subjects").items().flatMap(subject -> subject(subject, namespace)))
            .flatMap(rules -> rules);
    Stream<Violation> ofClaims =
        switch (kind.kind()) {
          case "PersistentVolumeClaim" -> claim(root.at("spec"));
          case "StatefulSet" ->
              root.at("spec.volumeClaimTemplates")
                  .items()
                  .flatMap(template -> claim(template.at("spec")));
          default -> Stream.empty();
        };
    Stream<Violation> ofPods =
        kind.podTemplate().map(root::pointed).stream()
            .flatMap(template -> pod(template.at("spec")));
    return Stream.of(ofObject, ofClaims, ofPods).flatMap(rules -> rules);
  }

  private static Stream<Violation> kind(Field kind) {
    return kind.offenceIf(
        KINDS.containsKey(kind.text()),
        NOT_HERE.formatted(KINDS.getOrDefault(kind.text(), "it is not allowed here")));
  }

  private static Stream<Violation> annotations(Field metadata) {
    return metadata
        .at("annotations")
        .entries()
        .filter(annotation -> annotation.key().contains("/"))
        .filter(annotation -> ANNOTATIONS.stream().noneMatch(annotation.key()::startsWith))
        .map(
            annotation ->
                annotation.offence(
                    NOT_HERE.formatted("a controller of the cluster may act on it")));
  }

  private static Stream<Violation> service(Field spec, String kind) {
    Field type = spec.at("type");
    return type.offenceIf(
        kind.equals("Service") && type.text().equals("LoadBalancer"),
        "Make it ClusterIP: a load balancer costs money and lets clients in from outside.");
  }

  /** Of a RoleBinding: users and groups are people, and everybody may be one of them. */
  private static Stream<Violation> subject(Field subject, String namespace) {
    boolean isTheCharts =
        subject.at("kind").text().equals("ServiceAccount")
            && !subject.at("namespace").isNoneOf(List.of(namespace));
    return subject.offenceIf(
        !isTheCharts, "Bind the role to a ServiceAccount that the chart brings itself.");
  }

  private static Stream<Violation> claim(Field spec) {
    Field storageClass = spec.at("storageClassName");
    return Stream.concat(
        storageClass.offenceIf(
            storageClass.value().isTextual() && storageClass.text().isEmpty(),
            "Remove it: without a class the claim takes a volume that somebody else made."),
        Stream.of("selector", "dataSource", "dataSourceRef")
            .map(spec::at)
            .flatMap(
                field ->
                    field.offenceIf(
                        field.isSet(), "Remove it: it leads to data that is not the chart's.")));
  }

  private static Stream<Violation> pod(Field spec) {
    Field grace = spec.at("terminationGracePeriodSeconds");
    Field tolerations = spec.at("tolerations");
    return Stream.of(
            POD_FIELDS.stream()
                .sorted()
                .map(spec::at)
                .filter(field -> !field.text().equals("default-scheduler"))
                .flatMap(
                    field ->
                        field.offenceIf(
                            field.isSet(), "Remove it: that belongs to the cluster's others.")),
            tolerations.offenceIf(
                !tolerations.value().isEmpty(),
                "Remove it: nodes with a taint are kept for others."),
            grace.offenceIf(
                grace.isSet() && !(grace.value().asDouble() <= LONGEST_GRACE_SECONDS),
                "Use %d at most: pods must be gone soon after the run."
                    .formatted(LONGEST_GRACE_SECONDS)),
            devices(spec),
            spec.at("volumes").items().flatMap(SharedClusterRules::volume))
        .flatMap(rules -> rules);
  }

  /** Graphics cards and the like, which a cluster has few of. */
  private static Stream<Violation> devices(Field spec) {
    Field claims = spec.at("resourceClaims");
    return Stream.concat(
        claims.offenceIf(!claims.value().isEmpty(), DEVICES),
        Stream.concat(
                Stream.of(spec),
                Stream.of("initContainers", "containers").flatMap(list -> spec.at(list).items()))
            .flatMap(each -> Stream.of("resources.requests", "resources.limits").map(each::at))
            .flatMap(Field::fields)
            .filter(resource -> !RESOURCES.contains(resource.key()))
            .map(resource -> resource.offence(DEVICES)));
  }

  private static Stream<Violation> volume(Field volume) {
    Stream<Violation> tokens =
        volume
            .at("projected.sources")
            .items()
            .flatMap(
                source ->
                    Stream.of("serviceAccountToken.audience", "podCertificate").map(source::at))
            .flatMap(
                identity ->
                    identity.offenceIf(
                        identity.isSet(), "Remove it: the pod would be known by it elsewhere."));
    return Stream.concat(tokens, claim(volume.at("ephemeral.volumeClaimTemplate.spec")));
  }
}
