package io.github.statefulsetlab.chart.policy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one object may not ask for, whatever else is rendered beside it. */
final class ObjectRules {

  private static final List<String> CLUSTER_WIDE =
      List.of(
          "APIService",
          "ClusterRole",
          "ClusterRoleBinding",
          "CSIDriver",
          "CustomResourceDefinition",
          "IngressClass",
          "MutatingAdmissionPolicy",
          "MutatingAdmissionPolicyBinding",
          "MutatingWebhookConfiguration",
          "Namespace",
          "Node",
          "PersistentVolume",
          "PriorityClass",
          "RuntimeClass",
          "StorageClass",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding",
          "ValidatingWebhookConfiguration");
  private static final Set<String> BEYOND = Set.of("bind", "escalate", "impersonate");
  private static final Map<String, String> OWN =
      Map.of(
          "NetworkPolicy", "a lab's namespace has its own policy, which others would open",
          "ResourceQuota", "a lab's namespace has its own quota",
          "LimitRange", "a lab's namespace has its own limits");

  private static final String HELM_RECORD = "sh.helm.release.";
  private static final String NOT_A_RECORD =
      "Remove it: Helm would take the Secret for its record of the release.";

  private ObjectRules() {}

  /** What the object asks for that it may not. */
  static Stream<Violation> offences(
      HasMetadata object, Field root, String namespace, Tenancy tenancy) {
    return AllowedKind.of(object)
        .map(
            kind ->
                Stream.concat(
                    inside(root, kind, namespace),
                    tenancy == Tenancy.SHARED
                        ? SharedClusterRules.offences(root, kind, namespace)
                        : Stream.empty()))
        .orElseGet(() -> Stream.of(root.at("kind").offence(remedyForKind(object))));
  }

  private static String remedyForKind(HasMetadata object) {
    String kind = object.getKind();
    if (CLUSTER_WIDE.contains(kind)) {
      return "Remove it: it is cluster-scoped, and a chart may only create objects in its own namespace.";
    }
    if (OWN.containsKey(kind)) {
      return "Remove it, or leave it out by a value: %s.".formatted(OWN.get(kind));
    }
    Optional<AllowedKind> meant =
        AllowedKind.ALL.stream()
            .filter(allowed -> allowed.kind().equalsIgnoreCase(kind))
            .filter(allowed -> !allowed.kind().equals(kind))
            .findFirst();
    if (meant.isPresent()) {
      return "Write %s: upper and lower case matter in a kind.".formatted(meant.get().kind());
    }
    return "Remove it, or leave it out by a value: %s of %s is not a kind that a lab has. Those are %s."
        .formatted(
            kind,
            object.getApiVersion(),
            AllowedKind.ALL.stream().map(AllowedKind::kind).collect(Collectors.joining(", ")));
  }

  private static Stream<Violation> inside(Field root, AllowedKind kind, String namespace) {
    Field named = root.at("metadata.namespace");
    Stream<Violation> general =
        Stream.concat(
            named.offenceIf(
                named.isNoneOf(List.of(namespace)),
                "Remove it, or write {{ .Release.Namespace }}: a chart keeps to its own."),
            Stream.of(
                    finalizers(root),
                    notAList(root),
                    SizeRules.offences(root, kind.kind()),
                    ReservedNames.offences(root))
                .flatMap(rules -> rules));
    Stream<Violation> ofKind =
        switch (kind.kind()) {
          case "Service" -> service(root.at("spec"));
          case "Secret" -> releaseRecord(root);
          case "Role" -> root.at("rules").items().flatMap(ObjectRules::rule);
          case "RoleBinding" -> binding(root.at("roleRef"));
          case "PersistentVolumeClaim" -> claim(root.at("spec"));
          case "StatefulSet" ->
              root.at("spec.volumeClaimTemplates")
                  .items()
                  .flatMap(template -> claim(template.at("spec")));
          default -> Stream.empty();
        };
    Stream<Violation> ofPods =
        kind.podTemplate().map(root::pointed).stream().flatMap(PodRules::offences);
    return Stream.of(general, ofKind, ofPods).flatMap(rules -> rules);
  }

  /** Whoever creates an object with items creates these instead. */
  private static Stream<Violation> notAList(Field root) {
    return Stream.of("items", "<<", "metadata.generateName")
        .map(root::at)
        .flatMap(
            field ->
                field.offenceIf(
                    !field.value().isMissingNode(),
                    field.path().equals("items")
                        ? "Write the items as documents of their own: only a List has items."
                        : "Remove it, and give the object a name."));
  }

  /** Of the object, and of whatever is made by its templates. */
  private static Stream<Violation> finalizers(Field object) {
    return object
        .everywhere("metadata")
        .map(metadata -> metadata.at("finalizers"))
        .flatMap(
            finalizers ->
                finalizers.offenceIf(
                    !finalizers.value().isEmpty(),
                    "Remove it: nothing here would ever let the object go."));
  }

  /** Helm runs the hooks and deletes the objects of whatever it finds recorded as the release. */
  private static Stream<Violation> releaseRecord(Field secret) {
    Field name = secret.at("metadata.name");
    Field owner = secret.at("metadata.labels.owner");
    return Stream.concat(
        name.offenceIf(name.text().startsWith(HELM_RECORD), NOT_A_RECORD),
        owner.offenceIf(owner.text().equals("helm"), NOT_A_RECORD));
  }

  private static Stream<Violation> service(Field spec) {
    return Stream.of("externalIPs", "loadBalancerIP")
        .map(spec::at)
        .flatMap(
            addresses ->
                addresses.offenceIf(
                    addresses.isSet()
                        && !(addresses.value().isArray() && addresses.value().isEmpty()),
                    "Remove it: it takes addresses that may belong to others."));
  }

  /** Whether it gives one of these rights; that of a wildcard is taken for what is held. */
  static boolean leadsFurther(PolicyRule rule) {
    return rule.getVerbs() != null && rule.getVerbs().stream().anyMatch(BEYOND::contains);
  }

  /** Whoever has one of these rights gives himself all the others. */
  private static Stream<Violation> rule(Field rule) {
    return rule.at("verbs")
        .items()
        .flatMap(
            verb ->
                verb.offenceIf(
                    BEYOND.contains(verb.text()),
                    "Remove it: it leads to rights that the chart does not have."));
  }

  private static Stream<Violation> binding(Field role) {
    return role.offenceIf(
        !role.at("kind").text().equals("Role"), "Bind a Role that the chart brings itself.");
  }

  /** A chart can't make volumes, so one that it names is somebody else's. */
  private static Stream<Violation> claim(Field spec) {
    Field volume = spec.at("volumeName");
    return volume.offenceIf(
        volume.isSet(), "Remove it: the volume is made for the claim by its StorageClass.");
  }
}
