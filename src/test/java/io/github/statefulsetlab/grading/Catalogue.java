package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.submission.Mutant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The catalogue of behaviours in {@code docs}, made from the criteria and the mutants. */
public final class Catalogue {

  private static final String INTRODUCTION =
      """
      # Behaviours

      <!-- Generated from src/test/resources/criteria and src/test/resources/mutants:
           ./mvnw test -Dtest=CatalogueTest -Dlab.update=true -->

      Every promise that the suite checks: what a kept promise looks like, how it is brought about and checked, the page of
      the Kubernetes documentation behind it, and the proof that the check can fail.

      That proof is a mutant: a bundled profile that is broken in one way. `./lab test` runs the suite on each of them, and
      exactly the criteria that are listed with it must fail, each with the hint that helps with this cause. What is broken
      through another criterion (*Depends on*) is skipped, and its evidence says what was seen; where no pod gets ready,
      whatever needs one depends on `storage.claims-bound` and `probes.present`. To keep that short, a mutant gets the
      behaviours that must fail on it or have no other proof, all that read a lab that stands anyway or the chart alone,
      and a share of the others, which are dealt out to the mutants in turn. `./mvnw verify -Pself-test -DskipLab
      -Dlab.mutants=all-behaviours` checks everything on each, `-Dlab.mutants=core` what a run checks without `--all`, where
      each mutant may cost one promise and no more; `-Dlab.mutants=NAME,NAME` only some mutants.
      """;

  private Catalogue() {}

  /** As Markdown, family by family, and the mutants in a table at the end. */
  public static String of(Collection<Criterion> criteria, List<Mutant> mutants) {
    StringBuilder text = new StringBuilder(INTRODUCTION);
    for (String family : Criterion.FAMILIES) {
      List<Criterion> members =
          criteria.stream().filter(criterion -> criterion.family().equals(family)).toList();
      if (!members.isEmpty()) {
        text.append("\n## ").append(headline(family)).append('\n');
        members.forEach(criterion -> text.append(entry(criterion, mutants)));
      }
    }
    return text.append(table(mutants)).toString();
  }

  private static String headline(String family) {
    return family.substring(0, 1).toUpperCase(Locale.ROOT) + family.substring(1);
  }

  private static String entry(Criterion criterion, List<Mutant> mutants) {
    return """

    ### %s

    `%s`

    - **Promise:** %s
    - **Checked:** %s
    - **Kubernetes:** <%s>
    - **Depends on:** %s
    - **In parts:** %s
    - **Proof:** %s
    """
        .formatted(
            Markdown.inline(criterion.title()),
            criterion.id(),
            Markdown.inline(criterion.expected()),
            Markdown.inline(criterion.checked()),
            criterion.kubernetes(),
            dependencies(criterion),
            criterion.countedParts().map("by how many %s were right"::formatted).orElse("no"),
            proof(criterion, mutants));
  }

  private static String dependencies(Criterion criterion) {
    return criterion.dependencies().isEmpty()
        ? "nothing"
        : criterion.dependencies().stream()
            .map(id -> "`" + id + "`")
            .collect(Collectors.joining(", "));
  }

  private static String proof(Criterion criterion, List<Mutant> mutants) {
    String failing =
        mutants.stream()
            .filter(mutant -> mutant.breaks().containsKey(criterion.id()))
            .map(Catalogue::link)
            .collect(Collectors.joining(", "));
    return failing.isEmpty()
        ? "no mutant, since " + Markdown.inline(criterion.whyNoMutant().orElse("nobody wrote one"))
        : "fails on " + failing;
  }

  private static String link(Mutant mutant) {
    return "[%s](../src/test/resources/mutants/%s/mutant.yaml)"
        .formatted(mutant.name(), mutant.name());
  }

  private static String named(Collection<String> ids) {
    return ids.stream().map(id -> "`" + id + "`").collect(Collectors.joining(" "));
  }

  private static String table(List<Mutant> mutants) {
    String rows =
        mutants.stream()
            .map(
                mutant ->
                    "| %s | %s | %s | %s | %s |"
                        .formatted(
                            link(mutant),
                            mutant.profile(),
                            Markdown.inline(mutant.broken()),
                            named(mutant.fails().keySet()),
                            named(mutant.skips().keySet())))
            .collect(Collectors.joining("\n"));
    return """

    ## Mutants

    | Mutant | Starts from | What is broken | What must fail | What is skipped for it |
    |---|---|---|---|---|
    %s
    """
        .formatted(rows);
  }
}
