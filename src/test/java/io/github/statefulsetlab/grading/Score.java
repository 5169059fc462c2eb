package io.github.statefulsetlab.grading;

import java.util.Collection;

/**
 * Points of a row, a task or a submission; {@code points + open + ungraded} is at most {@code
 * maxPoints}.
 *
 * @param points what was earned
 * @param maxPoints what could be earned
 * @param open what waits for a person
 * @param ungraded what could not be judged through a fault of the grader: neither given nor lost
 */
public record Score(Points points, Points maxPoints, Points open, Points ungraded) {

  /** Nothing to be earned. */
  public static final Score NONE = new Score(Points.ZERO, Points.ZERO, Points.ZERO, Points.ZERO);

  /** All of them together. */
  public static Score sum(Collection<Score> several) {
    return several.stream().reduce(NONE, Score::plus);
  }

  /** Both together. */
  public Score plus(Score other) {
    return new Score(
        points.plus(other.points),
        maxPoints.plus(other.maxPoints),
        open.plus(other.open),
        ungraded.plus(other.ungraded));
  }

  /** What could be earned of what has been judged. */
  public Points judged() {
    return maxPoints.minus(open).minus(ungraded);
  }

  /** What was judged and not earned. */
  public Points lost() {
    return judged().minus(points);
  }
}
