package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.ValuesSearch;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.submission.NotGradableException;
import io.github.statefulsetlab.submission.Submission;
import java.util.List;
import java.util.Optional;

/** Which of the StatefulSets that a chart renders is graded. */
public final class GradedStatefulSet {

  private GradedStatefulSet() {}

  /**
   * The StatefulSet that the submission is about.
   *
   * @throws NotGradableException if there is none, or several and none is named
   */
  public static StatefulSet of(Submission submission, Manifests manifests) {
    List<StatefulSet> sets = manifests.of(StatefulSet.class);
    Optional<String> named = submission.app().statefulSet();
    if (sets.isEmpty()) {
      throw none(submission, manifests);
    }
    if (named.isEmpty() && sets.size() > 1) {
      throw new NotGradableException(
          "The chart %s renders several StatefulSets: %s. Name one with --statefulset, or as statefulSet in lab.yaml."
              .formatted(submission.chart().name(), ObjectNames.joined(sets)));
    }
    return sets.stream()
        .filter(set -> named.map(set.getMetadata().getName()::equals).orElse(true))
        .findFirst()
        .orElseThrow(
            () ->
                new NotGradableException(
                    "The chart %s renders no StatefulSet '%s' (statefulSet in lab.yaml, or --statefulset), only: %s."
                        .formatted(
                            submission.chart().name(),
                            named.orElse(""),
                            ObjectNames.joined(sets))));
  }

  private static NotGradableException none(Submission submission, Manifests manifests) {
    Optional<HasMetadata> almost =
        manifests.objects().stream()
            .filter(object -> "StatefulSet".equals(object.getKind()))
            .findFirst();
    if (almost.isPresent()) {
      return new NotGradableException(
          "%s has apiVersion %s, which Kubernetes no longer has. Set it to apps/v1."
              .formatted(ObjectNames.of(almost.get()), almost.get().getApiVersion()));
    }
    return new NotGradableException(
        "The chart %s renders no StatefulSet, only: %s. %s%s"
            .formatted(
                submission.chart().name(),
                manifests.objects().isEmpty() ? "nothing" : ObjectNames.joined(manifests.objects()),
                tried(submission),
                !manifests.of(Deployment.class).isEmpty()
                    ? " A Deployment has no claims of its own for each pod, and no stable names."
                    : ""));
  }

  private static String tried(Submission submission) {
    List<String> tried = ValuesSearch.tried(submission.chart());
    return tried.isEmpty()
        ? "Is there a value that switches it on, or a values file to give with --values?"
        : "None of these renders one that can be installed: %s."
            .formatted(String.join("; ", tried));
  }
}
