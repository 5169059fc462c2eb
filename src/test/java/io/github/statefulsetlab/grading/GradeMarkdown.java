package io.github.statefulsetlab.grading;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code grade.md}: a table for each submission, and what went wrong with its evidence. */
public final class GradeMarkdown {

  private static final Comparator<Result> FAILED_FIRST =
      Comparator.<Result>comparingInt(
              r -> r.verdict() == Verdict.PASS ? 1 : r.verdict() == Verdict.SKIPPED ? 2 : 0)
          .thenComparing(Result::key);

  private GradeMarkdown() {}

  /** The whole grade as text. */
  public static String write(Grade grade) {
    StringBuilder text = new StringBuilder("# statefulset-lab\n\n");
    text.append(facts(grade.run()));
    grade.submissions().forEach(submission -> text.append(submission(submission)));
    return text.toString();
  }

  private static String facts(Grade.Run run) {
    String where =
        run.cluster() == null
            ? "no cluster yet"
            : run.cluster() + ", Kubernetes " + run.kubernetesVersion();
    String cut =
        run.complete()
            ? ""
            : "\n**This run was cut short: criteria without a row were not checked.**\n";
    String policy =
        run.networkPolicy() == null ? "" : " NetworkPolicies are " + run.networkPolicy() + ".";
    return "%s.%s Harness %s, seed %s, started %s.\n%s"
        .formatted(where, policy, run.harnessVersion(), run.seed(), run.started(), cut);
  }

  private static String submission(SubmissionGrade submission) {
    List<Result> results = submission.criteria().stream().sorted(FAILED_FIRST).toList();
    StringBuilder text =
        new StringBuilder(
            "\n## %s: %s\n\nChart %s %s. %s.\n\n%s%s| Verdict | Criterion | | Seconds |\n|---|---|---|---|\n"
                .formatted(
                    submission.id(),
                    submission.verdict(),
                    Markdown.inert(submission.chart().name()),
                    Markdown.inert(submission.chart().version()),
                    tally(results),
                    PointsMarkdown.of(submission),
                    notes(submission.notes())));
    for (Result r : results) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | `%s` | %s | %.1f |\n",
              r.verdict(),
              r.key(),
              Markdown.inline(r.title()),
              r.seconds()));
    }
    results.stream().filter(r -> r.seen() != null).forEach(r -> text.append(detail(r)));
    return text.toString();
  }

  private static String notes(List<String> notes) {
    return notes.isEmpty()
        ? ""
        : notes.stream()
            .map(note -> "- " + Markdown.inert(note))
            .collect(Collectors.joining("\n", "Notes:\n\n", "\n\n"));
  }

  private static String tally(List<Result> results) {
    return results.stream()
        .collect(
            Collectors.groupingBy(Result::verdict, java.util.TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String detail(Result r) {
    StringBuilder text = new StringBuilder("\n### %s `%s`\n\n".formatted(r.verdict(), r.key()));
    text.append("Expected: %s\n\n".formatted(Markdown.inert(r.expected())));
    text.append("Seen:\n\n").append(Markdown.block(String.valueOf(r.seen()))).append('\n');
    if (r.hint() != null) {
      text.append("\nHint: %s\n".formatted(Markdown.inert(r.hint())));
    }
    if (!r.evidence().isEmpty()) {
      text.append("\nEvidence: ")
          .append(
              r.evidence().stream()
                  .map(file -> "[" + name(file) + "](" + file + ")")
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    return text.toString();
  }

  private static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1);
  }
}
