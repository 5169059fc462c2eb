package io.github.statefulsetlab.grading.rubric;

import java.util.List;

/** A rubric or a file of marks that can't be used; each problem names its place and the remedy. */
public final class RubricException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** One problem, as in {@code lab.yaml:3:5: … Use …} */
  public RubricException(String problem) {
    this(List.of(problem));
  }

  /** Several problems of one file. */
  public RubricException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line for each. */
  public List<String> problems() {
    return problems;
  }
}
