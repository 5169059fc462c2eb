package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Shares;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.rubric.ItemReader.Draft;
import io.github.statefulsetlab.grading.rubric.Rubric.Cap;
import io.github.statefulsetlab.grading.rubric.Rubric.Task;
import io.github.statefulsetlab.grading.rubric.Yaml.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a rubric; what is wrong in it is told with file, line, column and remedy. */
final class RubricReader {

  private static final List<String> FIELDS = List.of("id", "title", "charts", "tasks", "caps");
  private static final List<String> TASK_FIELDS =
      List.of("id", "title", "points", "bonus", "visibility", "items");
  private static final List<String> CAP_FIELDS = List.of("at", "when", "reason");

  private final Map<String, Criterion> criteria;
  private final Problems problems = new Problems();
  private final RubricCheck check;

  RubricReader(Map<String, Criterion> criteria) {
    this.criteria = criteria;
    this.check = new RubricCheck(criteria);
  }

  /**
   * Reads the text of a file.
   *
   * @param digest of the file
   * @throws RubricException if it can't be used; all that is wrong is told
   */
  Rubric read(String file, String text, String digest) {
    Yaml root = Yaml.read(file, text);
    Fields fields = root.fields(FIELDS);
    List<String> charts = problems.collect(() -> charts(fields)).orElse(List.of());
    Set<String> roles = new TreeSet<>(charts);
    roles.add(ItemReader.MAIN);
    ItemReader items = new ItemReader(criteria, roles);
    Optional<String> id = problems.collect(() -> id(fields.the("id")));
    Optional<String> title = problems.collect(() -> fields.the("title").line());
    List<Task> tasks = new ArrayList<>();
    problems
        .collect(() -> fields.the("tasks").list())
        .orElse(List.of())
        .forEach(task -> problems.collect(() -> task(task, items)).ifPresent(tasks::add));
    List<Cap> caps = new ArrayList<>();
    problems
        .collect(() -> fields.find("caps").map(Yaml::list).orElse(List.of()))
        .orElse(List.of())
        .forEach(cap -> problems.collect(() -> cap(cap, items)).ifPresent(caps::add));
    problems.raise();
    check.anythingToEarn(root, tasks);
    fields
        .find("caps")
        .ifPresent(all -> problems.collect(() -> RubricCheck.caps(all.list(), caps, tasks)));
    problems.raise();
    return new Rubric(
        id.orElseThrow(), title.orElseThrow(), digest, charts, List.copyOf(tasks), caps);
  }

  private static String id(Yaml id) {
    if (!id.text().matches("[a-z0-9]([a-z0-9.-]{0,62}[a-z0-9])?")) {
      throw id.refused(
          "\"" + id.text() + "\" is not a name", "Use lowercase letters, digits and hyphens.");
    }
    return id.text();
  }

  private static List<String> charts(Fields fields) {
    List<String> roles = new ArrayList<>();
    for (Yaml role : fields.find("charts").map(Yaml::list).orElse(List.of())) {
      if (id(role).equals(ItemReader.MAIN)) {
        throw role.refused(
            "\"main\" is the chart that is graded anyway", "Name only charts beside it.");
      }
      if (roles.contains(id(role))) {
        throw role.refused("\"%s\" is there already".formatted(id(role)), "Remove one.");
      }
      roles.add(id(role));
    }
    return List.copyOf(roles);
  }

  private Task task(Yaml task, ItemReader items) {
    Fields fields = task.fields(TASK_FIELDS);
    Visibility usual = ItemReader.visibility(fields).orElse(Visibility.STUDENT);
    List<Draft> drafts = new ArrayList<>();
    int before = problems.number();
    for (Yaml item : fields.the("items").list()) {
      problems.collect(() -> items.read(item, usual)).ifPresent(drafts::addAll);
    }
    List<Item> rows =
        problems.number() > before ? List.of() : rows(task, fields.find("points"), drafts);
    Yaml id = fields.the("id");
    Yaml title = fields.the("title");
    check.task(id, title);
    return new Task(
        id.text(), title.line(), fields.find("bonus").map(Yaml::truth).orElse(false), rows);
  }

  private List<Item> rows(Yaml task, Optional<Yaml> points, List<Draft> drafts) {
    List<Item> rows = priced(task, points.map(RubricReader::points), drafts);
    for (int i = 0; i < rows.size(); i++) {
      Item row = rows.get(i);
      Yaml place = drafts.get(i).place();
      problems.collect(() -> check.row(place, row));
    }
    return rows;
  }

  /** Rows without points share by weight what the others leave of the task's. */
  private static List<Item> priced(Yaml task, Optional<Points> total, List<Draft> drafts) {
    List<Draft> weighed = drafts.stream().filter(d -> d.points().isEmpty()).toList();
    Points given =
        Points.sum(
            drafts.stream()
                .flatMap(d -> d.points().map(n -> points(d.place(), n)).stream())
                .toList());
    if (weighed.isEmpty()) {
      if (total.isPresent() && !total.get().equals(given)) {
        throw task.refused(
            "the rows add up to %s points and the task has %s".formatted(given, total.get()),
            "Make them the same, or leave the task's points out.");
      }
      return drafts.stream().map(d -> item(d, points(d.place(), d.points().get()))).toList();
    }
    Points all =
        total.orElseThrow(
            () ->
                task.refused(
                    "some rows have no points and the task has none to share",
                    "Give points to each row, or to the task."));
    if (all.compareTo(given) < 0) {
      throw task.refused(
          "the rows have %s points and the task only %s".formatted(given, all),
          "Raise the task's points or lower the rows'.");
    }
    return shared(task, all.minus(given), drafts, weighed);
  }

  private static List<Item> shared(
      Yaml task, Points rest, List<Draft> drafts, List<Draft> weighed) {
    List<BigDecimal> weights = weighed.stream().map(Draft::weight).toList();
    if (weights.stream().allMatch(weight -> weight.signum() == 0)) {
      throw task.refused("the weights add up to nothing", "Give one row a weight above 0.");
    }
    List<Long> shares = Shares.of(rest.hundredths(), weights);
    return drafts.stream()
        .map(
            draft ->
                item(
                    draft,
                    draft
                        .points()
                        .map(n -> points(draft.place(), n))
                        .orElseGet(() -> new Points(shares.get(weighed.indexOf(draft))))))
        .toList();
  }

  private static Item item(Draft draft, Points points) {
    return new Item(
        draft.id(),
        draft.title(),
        points,
        draft.visibility(),
        draft.hint(),
        draft.judgement(),
        draft.parts());
  }

  private static Points points(Yaml number) {
    return points(number, number.number());
  }

  private static Points points(Yaml place, BigDecimal number) {
    try {
      return Points.of(number);
    } catch (IllegalArgumentException e) {
      throw place.refused(number + " has too many decimals", "Use two at most.");
    }
  }

  private static Cap cap(Yaml cap, ItemReader items) {
    Fields fields = cap.fields(CAP_FIELDS);
    List<String> when = fields.the("when").list().stream().map(items::known).distinct().toList();
    if (when.isEmpty()) {
      throw fields
          .the("when")
          .refused("nothing makes it apply", "Name the criteria whose promises it stands on.");
    }
    return new Cap(points(fields.the("at")), when, fields.the("reason").line());
  }
}
