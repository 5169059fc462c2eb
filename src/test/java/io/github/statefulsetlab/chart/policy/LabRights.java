package io.github.statefulsetlab.chart.policy;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What whoever installs a chart may do in a lab's namespace, and so the most that a Role of the
 * chart can give, see <a
 * href="https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping">Privilege
 * escalation prevention</a>.
 */
public final class LabRights {

  private static final List<String> READ = List.of("get", "list", "watch");
  private static final List<String> WRITE =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");
  private static final List<String> NOTE = List.of("get", "list", "watch", "create", "patch");
  private static final String ANY = "*";

  private LabRights() {}

  /** Without {@code escalate} and {@code bind}: a chart's roles can't give more than this. */
  public static List<PolicyRule> rules() {
    Map<String, List<String>> byGroup =
        AllowedKind.ALL.stream()
            .collect(
                Collectors.groupingBy(
                    AllowedKind::group,
                    TreeMap::new,
                    Collectors.mapping(AllowedKind::resource, Collectors.toList())));
    List<PolicyRule> rules = new ArrayList<>();
    byGroup.forEach((group, resources) -> rules.add(rule(group, resources, WRITE)));
    rules.add(rule("", List.of("namespaces", "pods/log"), READ));
    rules.add(rule("", List.of("events"), NOTE));
    return rules;
  }

  private static PolicyRule rule(String group, List<String> resources, List<String> verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(group)
        .withResources(resources)
        .withVerbs(verbs)
        .build();
  }

  /** Whether a lab lets a Role give all of this. */
  static boolean include(PolicyRule asked) {
    return of(asked, PolicyRule::getApiGroups)
        .allMatch(
            group ->
                of(asked, PolicyRule::getResources)
                    .allMatch(
                        resource ->
                            of(asked, PolicyRule::getVerbs)
                                .allMatch(verb -> includes(group, resource, verb))));
  }

  private static boolean includes(String group, String resource, String verb) {
    return rules().stream()
        .anyMatch(
            held ->
                held.getApiGroups().contains(group)
                    && held.getResources().contains(resource)
                    && held.getVerbs().contains(verb));
  }

  /** As much of this as a lab lets a Role give; none where that is nothing. */
  static List<PolicyRule> within(PolicyRule asked) {
    return rules().stream()
        .flatMap(
            held ->
                both(
                    both(asked.getApiGroups(), held.getApiGroups()),
                    both(asked.getResources(), held.getResources()),
                    both(asked.getVerbs(), held.getVerbs()),
                    asked.getResourceNames())
                    .stream())
        .toList();
  }

  private static Optional<PolicyRule> both(
      List<String> groups, List<String> resources, List<String> verbs, List<String> names) {
    return Stream.of(groups, resources, verbs).anyMatch(Collection::isEmpty)
        ? Optional.empty()
        : Optional.of(
            new PolicyRuleBuilder()
                .withApiGroups(groups)
                .withResources(resources)
                .withVerbs(verbs)
                .withResourceNames(names)
                .build());
  }

  private static List<String> both(List<String> asked, List<String> held) {
    List<String> some = Objects.requireNonNullElse(asked, List.of());
    return held.stream().filter(one -> some.contains(ANY) || some.contains(one)).toList();
  }

  private static Stream<String> of(PolicyRule rule, Function<PolicyRule, List<String>> field) {
    return Stream.ofNullable(field.apply(rule)).flatMap(List::stream);
  }
}
