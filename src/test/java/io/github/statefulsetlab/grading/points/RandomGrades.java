package io.github.statefulsetlab.grading.points;

import io.github.statefulsetlab.grading.Mark;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Result.Variant;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.rubric.Item;
import io.github.statefulsetlab.grading.rubric.Judgement;
import io.github.statefulsetlab.grading.rubric.Judgement.AllOf;
import io.github.statefulsetlab.grading.rubric.Judgement.AnyOf;
import io.github.statefulsetlab.grading.rubric.Judgement.ByPerson;
import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.Rubric.Cap;
import io.github.statefulsetlab.grading.rubric.Rubric.Task;
import io.github.statefulsetlab.lab.context.Parts;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rubrics, results and marks by chance, the same for the same seed; for property tests. */
public final class RandomGrades {

  private static final int CRITERIA = 12;

  /** A criterion that rows ask for in several ways: with at least one pod, two, … */
  private static final String IN_WAYS = "chart.replicas";

  private static final int WAYS = 4;

  private final Random random;
  private int rows;

  /** By this seed. */
  public RandomGrades(long seed) {
    this.random = new Random(seed);
  }

  /** A rubric with one to five tasks, the last of which may be a bonus, and up to two caps. */
  public Rubric rubric() {
    List<Task> tasks = new ArrayList<>();
    int number = 1 + random.nextInt(5);
    for (int i = 1; i <= number; i++) {
      boolean bonus = i == number && i > 1 && random.nextBoolean();
      tasks.add(new Task("t" + i, "Task " + i, bonus, items()));
    }
    List<Cap> caps =
        IntStream.range(0, random.nextInt(3))
            .mapToObj(i -> new Cap(points(1000), List.of(id()), "Because " + i + "."))
            .toList();
    return new Rubric("random", "By chance", "0".repeat(64), List.of("second"), tasks, caps);
  }

  private List<Item> items() {
    return IntStream.range(0, 1 + random.nextInt(6))
        .mapToObj(
            i ->
                new Item(
                    "r" + rows++,
                    "Row " + rows,
                    points(400),
                    pick(Visibility.values()),
                    Optional.empty(),
                    judgement(0),
                    random.nextBoolean()))
        .toList();
  }

  private Judgement judgement(int depth) {
    int kind = random.nextInt(depth > 1 ? 7 : 10);
    if (kind == 0) {
      return new ByPerson();
    }
    if (kind == 1) {
      return new OfCriterion(IN_WAYS, "main", way(1 + random.nextInt(WAYS)));
    }
    if (kind < 7) {
      return new OfCriterion(id(), random.nextInt(8) == 0 ? "second" : "main", Parameters.NONE);
    }
    List<Judgement> parts = List.of(judgement(depth + 1), judgement(depth + 1));
    return kind == 7 ? new AllOf(parts) : new AnyOf(parts);
  }

  private static Parameters way(int pods) {
    return new Parameters(null, pods, null, null, null);
  }

  /** A submission with a result for most of the criteria. */
  public SubmissionGrade submission(String id) {
    List<Result> results =
        Stream.concat(
                IntStream.range(0, CRITERIA)
                    .filter(i -> random.nextInt(10) > 0)
                    .mapToObj(i -> result("made.up-" + (char) ('a' + i))),
                Stream.of(inWays(result(IN_WAYS))).filter(r -> random.nextInt(5) > 0))
            .toList();
    return SubmissionGrade.unscored(
        id,
        new ChartFacts("main", "chart", "1.0.0", "0".repeat(64), null, null),
        List.of(),
        Result.overall(results),
        results);
  }

  private Result result(String id) {
    Verdict verdict = random.nextBoolean() ? Verdict.PASS : pick(Verdict.values());
    int of = 1 + random.nextInt(7);
    String cause = verdict == Verdict.SKIPPED && random.nextBoolean() ? id() : null;
    return Result.of(id, verdict)
        .expected("expected")
        .seen(verdict == Verdict.PASS ? null : seen(cause))
        .failedDependency(cause)
        .hint(verdict == Verdict.FAIL ? "hint" : null)
        .parts(verdict == Verdict.FAIL && random.nextBoolean() ? part(of) : null)
        .build();
  }

  /** The result with what it came to in each way: fewer pods are kept wherever more are. */
  private Result inWays(Result result) {
    int kept = result.verdict() == Verdict.PASS ? WAYS : random.nextInt(WAYS);
    List<Variant> variants =
        IntStream.rangeClosed(1, WAYS)
            .mapToObj(
                pods ->
                    new Variant(
                        way(pods),
                        pods <= kept,
                        pods <= kept ? null : new Parts(kept, pods),
                        pods <= kept ? null : "too few",
                        null,
                        Visibility.STUDENT))
            .toList();
    return result.with().variants(variants).parts(null).build();
  }

  private static String seen(@Nullable String cause) {
    return cause == null ? "seen" : "Depends on %s, which failed.".formatted(cause);
  }

  private Parts part(int of) {
    return new Parts(random.nextInt(of), of);
  }

  /** Marks for some rows, and sometimes a cap. */
  public Marks marks(Rubric rubric) {
    List<Mark> marks = new ArrayList<>();
    rubric
        .items()
        .filter(row -> random.nextInt(5) == 0)
        .forEach(row -> marks.add(new Mark(row.id(), points(500), "comment", "T.", null)));
    if (random.nextInt(4) == 0) {
      marks.add(new Mark("cap", points(1500), "late", "T.", null));
    }
    return new Marks(marks);
  }

  private String id() {
    return "made.up-" + (char) ('a' + random.nextInt(CRITERIA));
  }

  private Points points(int most) {
    return new Points(random.nextInt(most));
  }

  private <T> T pick(T[] of) {
    return of[random.nextInt(of.length)];
  }
}
