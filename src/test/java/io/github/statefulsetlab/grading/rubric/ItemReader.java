package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.rubric.Judgement.AllOf;
import io.github.statefulsetlab.grading.rubric.Judgement.AnyOf;
import io.github.statefulsetlab.grading.rubric.Judgement.ByPerson;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Yaml.Fields;
import io.github.statefulsetlab.submission.Asked;
import io.github.statefulsetlab.support.Nearest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a row of a rubric, whose points may still be a weight. */
final class ItemReader {

  /** The role of the chart that a rubric is about unless it says otherwise. */
  static final String MAIN = "main";

  private static final List<String> KINDS =
      List.of("criterion", "all-of", "any-of", "person", "family");
  private static final List<String> FIELDS =
      Stream.concat(
              KINDS.stream(),
              Stream.of(
                  "id",
                  "title",
                  "points",
                  "weight",
                  "with",
                  "chart",
                  "visibility",
                  "hint",
                  "parts"))
          .toList();
  private static final List<String> PART_FIELDS =
      List.of("criterion", "all-of", "any-of", "person", "with", "chart");
  private static final Map<String, Visibility> VISIBILITIES =
      Map.of(
          "student", Visibility.STUDENT,
          "after-due-date", Visibility.AFTER_DUE_DATE,
          "teacher", Visibility.TEACHER);
  private static final int DEEPEST = 4;

  private final Map<String, Criterion> criteria;
  private final Set<String> charts;

  ItemReader(Map<String, Criterion> criteria, Set<String> charts) {
    this.criteria = criteria;
    this.charts = charts;
  }

  /** A row before its points are known. */
  record Draft(
      Yaml place,
      String id,
      String title,
      Optional<BigDecimal> points,
      BigDecimal weight,
      Visibility visibility,
      Optional<String> hint,
      Judgement judgement,
      boolean parts) {}

  /** The rows that an item stands for: several for a family. */
  List<Draft> read(Yaml item, Visibility usual) {
    Fields fields = item.fields(FIELDS);
    if (fields.has("points") && fields.has("weight")) {
      throw fields.the("weight").refused("there are points and a weight", "Remove one of them.");
    }
    String kind = kind(item, fields);
    if (kind.equals("family")) {
      return family(item, fields, usual);
    }
    Judgement judgement = judgement(item, fields, kind, 1);
    String title =
        fields
            .find("title")
            .map(Yaml::line)
            .orElseGet(() -> title(item, judgement, fields.the(kind)));
    String id = text(fields, "id").orElseGet(() -> id(item, judgement));
    return List.of(draft(item, fields, usual, id, title, judgement));
  }

  private static Draft draft(
      Yaml item, Fields fields, Visibility usual, String id, String title, Judgement judgement) {
    return new Draft(
        item,
        id,
        title,
        fields.find("points").map(Yaml::number),
        fields.find("weight").map(Yaml::number).orElse(BigDecimal.ONE),
        visibility(fields).orElse(usual),
        text(fields, "hint"),
        judgement,
        fields.find("parts").map(Yaml::truth).orElse(false));
  }

  static Optional<Visibility> visibility(Fields fields) {
    return fields
        .find("visibility")
        .map(word -> VISIBILITIES.get(word.oneOf(VISIBILITIES.keySet())));
  }

  private static Optional<String> text(Fields fields, String name) {
    return fields.find(name).map(Yaml::text);
  }

  /** Every promise of Kubernetes in the family: what only an assignment asks for is left out. */
  private List<Draft> family(Yaml item, Fields fields, Visibility usual) {
    String family = fields.the("family").oneOf(Set.copyOf(Criterion.FAMILIES));
    String chart = chart(fields);
    for (String ofOne : List.of("with", "id", "title")) {
      if (fields.has(ofOne)) {
        throw fields
            .the(ofOne)
            .refused(
                "\"%s\" can't be the same for all rows of a family".formatted(ofOne),
                "Remove it, or write a row for each criterion.");
      }
    }
    return criteria.values().stream()
        .filter(c -> c.family().equals(family))
        .filter(c -> !Asked.ONLY_WHERE_ASKED.contains(c.id()))
        .map(
            c -> {
              OfCriterion one = new OfCriterion(c.id(), chart, Asked.Parameters.NONE);
              Draft row = draft(item, fields, usual, id(item, one), c.title(), one);
              Draft counted = c.countedParts().isPresent() ? row : allOrNothing(row);
              return c.broughtAbout().isPresent() ? withoutPoints(counted) : counted;
            })
        .toList();
  }

  /** Of a family with parts some can be kept for some pods, and others not. */
  private static Draft allOrNothing(Draft row) {
    return new Draft(
        row.place,
        row.id,
        row.title,
        row.points,
        row.weight,
        row.visibility,
        row.hint,
        row.judgement,
        false);
  }

  private static Draft withoutPoints(Draft row) {
    return new Draft(
        row.place,
        row.id,
        row.title,
        Optional.of(BigDecimal.ZERO),
        BigDecimal.ZERO,
        row.visibility,
        row.hint,
        row.judgement,
        row.parts);
  }

  private static String kind(Yaml item, Fields fields) {
    List<String> kinds = KINDS.stream().filter(fields::has).toList();
    if (kinds.size() != 1) {
      throw item.refused(
          "a row is decided in exactly one way", "Give one of " + String.join(", ", KINDS) + ".");
    }
    return kinds.get(0);
  }

  private Judgement judgement(Yaml item, Fields fields, String kind, int depth) {
    if (depth > DEEPEST) {
      throw item.refused("rows are nested too deeply", "Use at most " + DEEPEST + " levels.");
    }
    if (!kind.equals("criterion") && fields.has("with")) {
      throw fields.the("with").refused("\"with\" belongs to a criterion", "Move it there.");
    }
    return switch (kind) {
      case "criterion" -> criterion(fields);
      case "all-of" -> new AllOf(parts(fields.the(kind), depth));
      case "any-of" -> new AnyOf(parts(fields.the(kind), depth));
      default -> new ByPerson();
    };
  }

  private List<Judgement> parts(Yaml list, int depth) {
    List<Judgement> parts = list.list().stream().map(part -> part(part, depth + 1)).toList();
    if (parts.size() < 2) {
      throw list.refused("there is nothing to combine", "Name two or more.");
    }
    return parts;
  }

  private Judgement part(Yaml part, int depth) {
    if (part.isText()) {
      return criterion(new Fields(part, Map.of("criterion", part)));
    }
    Fields fields = part.fields(PART_FIELDS);
    return judgement(part, fields, kind(part, fields), depth);
  }

  private OfCriterion criterion(Fields fields) {
    Yaml id = fields.the("criterion");
    known(id);
    Asked.Parameters parameters =
        fields
            .find("with")
            .map(with -> ParameterReader.read(id.text(), with))
            .orElse(Asked.Parameters.NONE);
    return new OfCriterion(id.text(), chart(fields), parameters);
  }

  private String chart(Fields fields) {
    return fields.find("chart").map(role -> role.oneOf(charts)).orElse(MAIN);
  }

  /** The id, if there is such a criterion. */
  String known(Yaml id) {
    String text = id.text();
    if (criteria.containsKey(text)) {
      return text;
    }
    String family = text.replaceFirst("[.].*", "");
    List<String> near =
        criteria.keySet().stream().filter(known -> known.startsWith(family + ".")).toList();
    throw id.refused(
        "there is no criterion \"" + text + "\"",
        Nearest.question(text, criteria.keySet())
            + (near.isEmpty()
                ? "See docs/behaviours.md for all of them."
                : "Use one of " + String.join(", ", near) + "."));
  }

  private String title(Yaml item, Judgement judgement, Yaml kind) {
    if (judgement instanceof OfCriterion one) {
      return Objects.requireNonNull(criteria.get(one.id())).title();
    }
    if (judgement instanceof ByPerson) {
      return kind.line();
    }
    throw item.refused("\"title\" is missing", "Say in a few words what the row is for.");
  }

  private static String id(Yaml item, Judgement judgement) {
    if (judgement instanceof OfCriterion one) {
      return one.chart().equals(MAIN) ? one.id() : one.id() + "@" + one.chart();
    }
    throw item.refused("\"id\" is missing", "Add a short one, which marks.csv can name.");
  }
}
