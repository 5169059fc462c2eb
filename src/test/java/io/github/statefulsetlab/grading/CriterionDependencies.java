package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.run.Dependencies;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the criteria say that they depend on, directly or not. Where no pod gets ready, all that
 * needs one depends on the two criteria that know why.
 */
public final class CriterionDependencies implements Dependencies {

  private static final String CHART = "chart";
  private static final List<String> TO_GET_READY =
      List.of("storage.claims-bound", "probes.present");

  private final Map<String, Criterion> criteria;

  /** Of all criteria. */
  public CriterionDependencies() {
    this(Criterion.all());
  }

  CriterionDependencies(Map<String, Criterion> criteria) {
    this.criteria = criteria;
  }

  @Override
  public List<String> of(String criterion) {
    Set<String> found = new LinkedHashSet<>();
    addAll(direct(criterion), found);
    return List.copyOf(found);
  }

  private void addAll(Collection<String> ids, Set<String> found) {
    for (String id : ids) {
      if (found.add(id)) {
        addAll(direct(id), found);
      }
    }
  }

  private Collection<String> direct(String id) {
    Set<String> direct = new LinkedHashSet<>();
    Optional.ofNullable(criteria.get(id))
        .ifPresent(
            criterion -> {
              direct.addAll(criterion.dependencies());
              if (!criterion.family().equals(CHART) && !TO_GET_READY.contains(id)) {
                direct.addAll(TO_GET_READY);
              }
            });
    return direct;
  }
}
