package io.github.statefulsetlab.grading.points;

import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.Points;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The marks that people gave one submission, by row. */
public final class Marks {

  /** Nobody gave any. */
  public static final Marks NONE = new Marks(List.of());

  /** The item that stands for the whole grade. */
  static final String CAP = "cap";

  private final Map<String, Mark> byItem = new LinkedHashMap<>();

  /** Of several for the same row the last one counts. */
  public Marks(List<Mark> marks) {
    marks.forEach(mark -> byItem.put(mark.item(), mark));
  }

  /** The limit that a person set to the whole grade. */
  Optional<Mark> cap() {
    return Optional.ofNullable(byItem.get(CAP));
  }

  /** The row with its mark, if it has one, which is added to those that were applied. */
  ItemGrade applied(ItemGrade row, List<Mark> applied) {
    Mark mark = byItem.get(row.id());
    if (mark == null) {
      return row;
    }
    Points given = mark.points().min(row.maxPoints());
    applied.add(new Mark(row.id(), given, mark.comment(), mark.by(), row.decided().orElse(null)));
    return row.with(given, "Marked by %s: %s".formatted(mark.by(), mark.comment()));
  }
}
