package io.github.statefulsetlab.report.command;

import io.github.statefulsetlab.grading.OutputSanitizer;
import io.github.statefulsetlab.grading.recorder.ExitStatus;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.run.NeutralLocale;
import io.github.statefulsetlab.submission.UsageException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs the commands of {@code ./lab}: {@code grade}, {@code try}, {@code play}, {@code rubric} and
 * {@code regrade}.
 */
public final class Main {

  private static final String USAGE =
      "Usage: ./lab rubric list | show NAME | check FILE, or ./lab regrade [FOLDER] --rubric NAME";

  private Main() {}

  /** Ends with the status of the command. */
  public static void main(String[] arguments) {
    NeutralLocale.use();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(List.of(arguments), out, err));
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err) {
    try {
      String command = arguments.isEmpty() ? "" : arguments.get(0);
      List<String> rest = arguments.stream().skip(1).toList();
      return switch (command) {
        case "grade" -> GradeCommand.run(out);
        case "try" -> TryCommand.run(rest, out);
        case "play" -> PlayCommand.run(out);
        case "rubric" -> RubricCommand.run(rest, out);
        case "regrade" -> RegradeCommand.run(rest, out, err);
        default -> throw new RubricException(USAGE);
      };
    } catch (RubricException e) {
      e.problems().forEach(problem -> err.println("error: " + OutputSanitizer.message(problem)));
      return ExitStatus.NOTHING_GRADABLE;
    } catch (UsageException e) {
      err.println("error: " + OutputSanitizer.message(String.valueOf(e.getMessage())));
      return ExitStatus.NOTHING_GRADABLE;
    } catch (RuntimeException e) {
      err.println("error: the grader failed, not the submissions; nobody lost points.");
      e.printStackTrace(err);
      return ExitStatus.GRADER_FAULT;
    }
  }
}
