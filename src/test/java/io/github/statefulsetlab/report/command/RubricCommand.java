package io.github.statefulsetlab.report.command;

import io.github.statefulsetlab.grading.recorder.ExitStatus;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.grading.rubric.RubricTable;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import java.io.PrintStream;
import java.util.List;

/** {@code ./lab rubric}: what there is, what it is worth, and whether a teacher's file is right. */
final class RubricCommand {

  private RubricCommand() {}

  static int run(List<String> arguments, PrintStream out) {
    switch (String.join(" ", arguments.stream().limit(1).toList()) + arguments.size()) {
      case "list1" -> list(out);
      case "show2", "check2" -> out.print(RubricTable.of(Rubrics.read(arguments.get(1))));
      default ->
          throw new RubricException(
              "./lab rubric knows: list, show NAME and check FILE. See docs/teachers.md.");
    }
    return ExitStatus.GRADED;
  }

  private static void list(PrintStream out) {
    for (String name : Rubrics.names()) {
      Rubric rubric = Rubrics.read(name);
      out.printf(
          "%-14s %6s + %-4s %s%n", name, rubric.maxPoints(), rubric.maxBonus(), rubric.title());
    }
  }
}
