package io.github.statefulsetlab.report.command;

import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.cluster.K3sCluster;
import io.github.statefulsetlab.grading.recorder.ExitStatus;
import io.github.statefulsetlab.run.Promise;
import io.github.statefulsetlab.submission.Mutant;
import io.github.statefulsetlab.submission.Mutants;
import io.github.statefulsetlab.submission.Submission;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * {@code ./lab try}: breaks one thing in the bundled chart, says what was changed, and checks the
 * promises that it breaks together with the core ones.
 */
final class TryCommand {

  private TryCommand() {}

  /** Lists what can be broken, or grades the mutant that is named. */
  static int run(List<String> arguments, PrintStream out) {
    if (arguments.isEmpty()) {
      list(out);
      return ExitStatus.GRADED;
    }
    Mutant mutant = Mutants.named(arguments.get(0));
    if (!System.getProperty("lab.voice", "").equals("json")) {
      explain(mutant, out);
    }
    System.setProperty("lab.mutant", mutant.name());
    System.setProperty("lab.promises", "");
    if (System.getProperty("lab.only", "").isBlank()) {
      System.setProperty("lab.only", String.join(",", checked(mutant)));
    }
    return GradeCommand.run(out);
  }

  private static void list(PrintStream out) {
    List<Mutant> mutants = Mutants.all();
    int width = mutants.stream().mapToInt(mutant -> mutant.name().length()).max().orElse(1);
    for (Mutant mutant : mutants) {
      out.printf("%-" + width + "s  %s%n", mutant.name(), mutant.broken());
    }
    out.println();
    out.println("./lab try ID breaks the bundled chart so, and checks which promises it breaks.");
  }

  private static void explain(Mutant mutant, PrintStream out) {
    out.println(mutant.name() + ": " + mutant.broken());
    out.printf("What differs from the profile %s:%n%n", mutant.profile());
    changes(mutant).forEach(line -> out.println("  " + line));
    out.println();
  }

  private static List<String> changes(Mutant mutant) {
    Submission profile = Mutants.profile(mutant);
    Submission broken = Mutants.submission(mutant);
    try (HelmRunner helm = new HelmRunner()) {
      return ManifestDiff.between(
          rendered(helm, profile, profile.release()), rendered(helm, broken, profile.release()));
    } catch (ChartException e) {
      return String.valueOf(e.getMessage()).lines().toList();
    }
  }

  private static Manifests rendered(HelmRunner helm, Submission submission, String release) {
    String yaml =
        helm.template(
            submission.chart(),
            submission.values(),
            release,
            Submission.PREVIEW,
            K3sCluster.KUBERNETES_VERSION);
    return Manifests.parse(yaml).with(submission.allPatches());
  }

  /** The criteria that it breaks, and the core ones, which show what it leaves as it is. */
  static Set<String> checked(Mutant mutant) {
    Set<String> ids = new TreeSet<>(mutant.breaks().keySet());
    ReflectionSupport.findAllClassesInPackage(GradeCommand.SUITE, type -> true, name -> true)
        .stream()
        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
        .flatMap(method -> Promise.of(method).stream())
        .filter(Promise::isCore)
        .forEach(promise -> ids.add(promise.id()));
    return ids;
  }
}
