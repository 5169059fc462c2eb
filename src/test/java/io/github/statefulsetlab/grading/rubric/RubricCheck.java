package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.rubric.Judgement.AllOf;
import io.github.statefulsetlab.grading.rubric.Judgement.AnyOf;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a rubric must not say, though each of its rows can be read. */
final class RubricCheck {

  private static final Points MOST = Points.of("1000000");

  private final Map<String, Criterion> criteria;
  private final Set<String> ids = new HashSet<>();
  private final Set<String> tasks = new HashSet<>();

  RubricCheck(Map<String, Criterion> criteria) {
    this.criteria = criteria;
  }

  /** Grade books and learning systems tell tasks apart by id and by title. */
  void task(Yaml id, Yaml title) {
    if (!tasks.add("id " + id.text())) {
      throw id.refused(
          "there is a task \"" + id.text() + "\" already", "Give it an id of its own.");
    }
    if (!tasks.add("title " + title.text().replaceAll("[^\\p{L}\\p{N}]+", " ").strip())) {
      throw title.refused(
          "there is a task with the title \"" + title.text() + "\" already",
          "Give it a title of its own.");
    }
  }

  /**
   * A cap that is not below the total, or that is about something that is not checked, would never
   * apply, and whoever wrote it would not know.
   */
  static void caps(List<Yaml> places, List<Rubric.Cap> caps, List<Task> tasks) {
    Points all = Points.sum(tasks.stream().map(Task::points).toList());
    Set<String> checked =
        tasks.stream()
            .flatMap(task -> task.items().stream())
            .flatMap(row -> row.judgement().criteria())
            .filter(criterion -> criterion.chart().equals(ItemReader.MAIN))
            .map(OfCriterion::id)
            .collect(Collectors.toSet());
    for (int i = 0; i < caps.size(); i++) {
      for (String id : caps.get(i).when()) {
        if (!checked.contains(id)) {
          throw places
              .get(i)
              .refused(
                  "a cap on "
                      + id
                      + " has no effect: no row asks for it, so that it is not checked",
                  "Add a row for it, which may have 0 points.");
        }
      }
      if (caps.get(i).at().compareTo(all) >= 0) {
        throw places
            .get(i)
            .refused(
                "a cap at %s has no effect: all tasks together have %s points"
                    .formatted(caps.get(i).at(), all),
                "Lower it, or remove it.");
      }
    }
  }

  void row(Yaml place, Item row) {
    if (!row.id().matches("[A-Za-z0-9][A-Za-z0-9.@_-]{0,99}") || row.id().equals("cap")) {
      throw place.refused(
          "the id \"" + row.id() + "\" can't be used",
          "Use letters, digits, dots and hyphens; \"cap\" has a meaning of its own in marks.csv.");
    }
    if (!ids.add(row.id())) {
      throw place.refused(
          "there is a row \"" + row.id() + "\" already", "Remove it or give it an id of its own.");
    }
    row.judgement().criteria().forEach(criterion -> requirePolicy(place, criterion));
    if (row.parts() && row.judgement().criteria().noneMatch(this::isCountedInParts)) {
      throw place.refused(
          "\"parts: true\" has no effect: what the row asks for is all or nothing",
          "Remove it. In parts are only " + String.join(", ", countedInParts()) + ".");
    }
    if (!row.points().isZero()) {
      free(row.judgement()).ifPresent(criterion -> refuseFree(place, criterion));
    }
  }

  private static void requirePolicy(Yaml place, OfCriterion criterion) {
    if (criterion.id().equals("ordering.policy-as-asked")
        && criterion.parameters().policy() == null) {
      throw place.refused(
          criterion.id() + " does not say which policy", "Add \"with: {policy: Parallel}\".");
    }
  }

  private boolean isCountedInParts(OfCriterion criterion) {
    return countedInParts().contains(criterion.id());
  }

  private List<String> countedInParts() {
    return criteria.values().stream()
        .filter(criterion -> criterion.countedParts().isPresent())
        .map(Criterion::id)
        .toList();
  }

  private static void refuseFree(Yaml place, Criterion criterion) {
    throw place.refused(
        "points for %s would be free: %s"
            .formatted(criterion.id(), criterion.broughtAbout().orElse("")),
        "Combine it by all-of with a criterion on the chart itself, such as"
            + " updates.strategy-in-chart, or give it 0 points.");
  }

  /** A criterion that by itself earns the row and is brought about by the harness. */
  private Optional<Criterion> free(Judgement judgement) {
    if (judgement instanceof OfCriterion one) {
      return Optional.ofNullable(criteria.get(one.id())).filter(c -> c.broughtAbout().isPresent());
    }
    if (judgement instanceof AnyOf any) {
      return any.alternatives().stream().map(this::free).flatMap(Optional::stream).findFirst();
    }
    if (judgement instanceof AllOf all) {
      List<Optional<Criterion>> parts = all.parts().stream().map(this::free).toList();
      return parts.stream().allMatch(Optional::isPresent) ? parts.get(0) : Optional.empty();
    }
    return Optional.empty();
  }

  void anythingToEarn(Yaml root, List<Task> tasks) {
    if (tasks.stream().allMatch(task -> task.points().isZero())) {
      throw root.refused("there are no points in it", "Add a task with points.");
    }
    Points all = Points.sum(tasks.stream().map(Task::points).toList());
    if (all.compareTo(MOST) > 0) {
      throw root.refused(
          "the tasks add up to %s points".formatted(all), "Use %s at most.".formatted(MOST));
    }
  }
}
