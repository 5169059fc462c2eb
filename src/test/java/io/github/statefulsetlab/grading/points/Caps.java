package io.github.statefulsetlab.grading.points;

import io.github.statefulsetlab.grading.CapApplied;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Shares;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.rubric.Rubric.Cap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Limits of the whole grade. Where one is reached, rows are lowered in proportion, so that they
 * still add up: first those of the bonus, then the others, and those that a person marked last.
 */
final class Caps {

  private final List<Cap> caps;
  private final Judge judge;
  private final Marks marks;

  Caps(List<Cap> caps, Judge judge, Marks marks) {
    this.caps = caps;
    this.judge = judge;
    this.marks = marks;
  }

  /** Rows as they are after the caps, and what was lost by which. */
  record Capped(List<TaskGrade> rows, List<CapApplied> caps) {}

  /**
   * Lowers the rows to the lowest cap.
   *
   * @param applied the marks, to which one that limits the grade is added
   */
  Capped applied(List<TaskGrade> rows, List<Mark> applied) {
    Set<String> marked = applied.stream().map(Mark::item).collect(Collectors.toSet());
    marks.cap().ifPresent(applied::add);
    Points total = total(rows);
    Optional<CapApplied> lowest =
        Stream.concat(byRubric(rows, marked), byPerson())
            .filter(cap -> cap.at().compareTo(total) < 0)
            .min(Comparator.comparing(CapApplied::at));
    return lowest
        .map(
            cap -> {
              Points lost = total.minus(cap.at());
              return new Capped(
                  lowered(rows, lost, marked, cap.reason()),
                  List.of(new CapApplied(cap.at(), cap.because(), lost, cap.reason())));
            })
        .orElse(new Capped(List.copyOf(rows), List.of()));
  }

  private static Points total(List<TaskGrade> rows) {
    return Points.sum(rows.stream().map(task -> task.score().points()).toList());
  }

  /** A broken promise does not count where a person has marked its row as earned. */
  private Stream<CapApplied> byRubric(List<TaskGrade> rows, Set<String> marked) {
    Set<String> pardoned =
        rows.stream()
            .flatMap(task -> task.items().stream())
            .filter(row -> marked.contains(row.id()) && row.isFull())
            .flatMap(row -> row.criteria().stream())
            .collect(Collectors.toSet());
    return caps.stream()
        .map(
            cap ->
                new CapApplied(
                    cap.at(),
                    cap.when().stream()
                        .filter(judge::isBroken)
                        .filter(Predicate.not(pardoned::contains))
                        .toList(),
                    Points.ZERO,
                    cap.reason()))
        .filter(cap -> !cap.because().isEmpty());
  }

  private Stream<CapApplied> byPerson() {
    return marks.cap().stream()
        .map(
            mark ->
                new CapApplied(
                    mark.points(),
                    List.of(),
                    Points.ZERO,
                    "%s (%s)".formatted(mark.comment(), mark.by())));
  }

  private static List<TaskGrade> lowered(
      List<TaskGrade> rows, Points lost, Set<String> marked, String reason) {
    Map<String, Points> lower = new HashMap<>();
    Points left = lost;
    for (List<ItemGrade> group : inOrder(rows, marked)) {
      Points there = Points.sum(group.stream().map(row -> row.score().points()).toList());
      Points taken = left.min(there);
      left = left.minus(taken);
      List<Points> shares =
          Shares.of(there.minus(taken), group.stream().map(row -> row.score().points()).toList());
      for (int i = 0; i < group.size(); i++) {
        lower.put(group.get(i).id(), shares.get(i));
      }
    }
    return rows.stream().map(task -> lowered(task, lower, reason)).toList();
  }

  private static List<List<ItemGrade>> inOrder(List<TaskGrade> rows, Set<String> marked) {
    List<List<ItemGrade>> groups = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (TaskGrade task : rows) {
      for (ItemGrade row : task.items()) {
        groups.get(marked.contains(row.id()) ? 2 : task.bonus() ? 0 : 1).add(row);
      }
    }
    return groups;
  }

  private static TaskGrade lowered(TaskGrade task, Map<String, Points> lower, String reason) {
    return TaskGrade.of(
        task.id(),
        task.title(),
        task.bonus(),
        task.items().stream()
            .map(
                row -> {
                  Points to = Objects.requireNonNull(lower.get(row.id()));
                  return row.decided().isEmpty() || row.decided().get().equals(to)
                      ? row
                      : row.with(to, "Lowered from %s. %s".formatted(row.decided().get(), reason));
                })
            .toList());
  }
}
