package io.github.statefulsetlab.grading.format;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.ItemGrade;
import io.github.statefulsetlab.grading.Outcome;
import io.github.statefulsetlab.grading.Points;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.TaskGrade;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.points.RandomGrades;
import io.github.statefulsetlab.grading.points.Scoring;
import io.github.statefulsetlab.grading.rubric.Rubric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Grades for tests of formats: one with a row of each kind, and random ones. */
final class SampleGrades {

  private static final String DIGEST = "0".repeat(64);
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private SampleGrades() {}

  /** A row of each kind but faults: 3.25 of 6 points, 1 of 1.25 as a bonus, 2 for a person. */
  static Grade alice() {
    return grade(submission("alice", tasks(), results()));
  }

  static List<TaskGrade> tasks() {
    return List.of(
        TaskGrade.of(
            "storage",
            "Task 1: Storage",
            false,
            List.of(
                item("storage.claims-bound", "Claims are bound", Verdict.PASS, "2", "2"),
                item(
                    "storage.survives-pod-deletion",
                    "A count outlives its pod",
                    Verdict.FAIL,
                    "0",
                    "1"),
                item(
                    "storage.survives-restart",
                    "A count outlives a restart",
                    Verdict.SKIPPED,
                    "0",
                    "1"))),
        TaskGrade.of(
            "names",
            "Task 2: Names",
            false,
            List.of(
                item("dns.pod-fqdn", "Each pod has a name", Verdict.FAIL, "1.25", "2"),
                person("concepts", "Concepts", "2"))),
        TaskGrade.of(
            "bonus",
            "Bonus",
            true,
            List.of(item("updates.partition", "A partition holds", Verdict.FAIL, "1", "1.25"))));
  }

  static List<Result> results() {
    return List.of(
        Result.of("storage.claims-bound", Verdict.PASS).seconds(3.1).build(),
        Result.of("storage.survives-pod-deletion", Verdict.FAIL)
            .expected("The new pod reads the count of the old.")
            .seen("count 0 after the deletion, 13 expected")
            .hint("Mount the volume at /app (templates/statefulset.yaml:34).")
            .evidence(List.of("evidence/alice/storage.survives-pod-deletion/01-pods.txt"))
            .seconds(8.4)
            .build(),
        Result.of("storage.survives-restart", Verdict.SKIPPED)
            .seen("storage.survives-pod-deletion was broken")
            .build(),
        Result.of("dns.pod-fqdn", Verdict.FAIL).expected("Three names.").seen("two").build(),
        Result.of("updates.partition", Verdict.FAIL).seconds(0.25).build());
  }

  static ItemGrade item(String id, String title, Verdict verdict, String points, String max) {
    return item(id, title, verdict, Points.of(points), Points.of(max), Visibility.STUDENT);
  }

  static ItemGrade item(
      String id, String title, Verdict verdict, Points points, Points max, Visibility visibility) {
    return ItemGrade.of(id, title, max)
        .criteria(List.of(id))
        .verdict(verdict)
        .graded(points)
        .visibility(visibility)
        .build();
  }

  static ItemGrade fault(String id, String max) {
    return ItemGrade.of(id, "Row " + id, Points.of(max))
        .criteria(List.of(id))
        .verdict(Verdict.INFRA_ERROR)
        .ungraded()
        .build();
  }

  static ItemGrade person(String id, String title, String max) {
    return ItemGrade.of(id, title, Points.of(max)).build();
  }

  static SubmissionGrade submission(String id, List<TaskGrade> tasks, List<Result> results) {
    ChartFacts chart = new ChartFacts("main", "app-python", "0.2.0", DIGEST, null, null);
    return SubmissionGrade.unscored(id, chart, List.of(), Verdict.FAIL, results)
        .scored(Outcome.GRADED, tasks, List.of(), List.of());
  }

  static Grade grade(SubmissionGrade... submissions) {
    return grade(true, List.of(submissions));
  }

  static Grade grade(boolean complete, List<SubmissionGrade> submissions) {
    return new Grade(
        Grade.SCHEMA,
        Grade.Run.begun("1.2.3", 42, NOW)
            .cluster("existing")
            .kubernetesVersion("v1.36.1")
            .finished(NOW)
            .complete(complete)
            .build(),
        new Grade.RubricFacts("lab-a", "Lab A", DIGEST, Points.of("8"), Points.of("1.25")),
        submissions);
  }

  static Sheet sheet(Grade grade) {
    return Sheet.of(grade).get(0);
  }

  /** Some submissions under one rubric; thirds and hundredths, faults, bonus, hidden rows. */
  static Grade random(long seed) {
    Random random = new Random(seed);
    int tasks = 1 + random.nextInt(4);
    int[] rows = IntStream.range(0, tasks).map(t -> 1 + random.nextInt(6)).toArray();
    List<SubmissionGrade> submissions = new ArrayList<>();
    for (int s = 0; s < 1 + random.nextInt(3); s++) {
      List<TaskGrade> all = new ArrayList<>();
      for (int t = 0; t < tasks; t++) {
        all.add(task(random, t, rows[t]));
      }
      submissions.add(submission("s" + s, all, List.of()));
    }
    return grade(true, submissions);
  }

  /**
   * A submission under a rubric by chance: with any-of and all-of, parts, several ways of asking, a
   * second chart, caps, bonus, hidden rows, marks and faults.
   */
  static Grade scored(long seed) {
    RandomGrades random = new RandomGrades(seed);
    Rubric rubric = random.rubric();
    Scoring scoring = new Scoring(rubric);
    Grade grade = grade(scoring.score(random.submission("s"), random.marks(rubric)));
    return new Grade(grade.schema(), grade.run(), scoring.facts(), grade.submissions());
  }

  private static TaskGrade task(Random random, int number, int rows) {
    List<ItemGrade> items =
        IntStream.range(0, rows)
            .mapToObj(i -> row(random, "t%d.r%d".formatted(number, i)))
            .toList();
    return TaskGrade.of("t" + number, "Task " + number, number == 3, items);
  }

  private static ItemGrade row(Random random, String id) {
    String max = Points.of("0.01").plus(new Points(random.nextInt(1000))).toString();
    int kind = random.nextInt(20);
    if (kind == 0) {
      return fault(id, max);
    }
    if (kind == 1) {
      return person(id, "Row " + id, max);
    }
    Verdict[] lost = {Verdict.FAIL, Verdict.TIMEOUT, Verdict.SKIPPED, Verdict.NOT_GRADABLE};
    boolean full = random.nextInt(2) == 0;
    Points most = Points.of(max);
    return item(
        id,
        "Row " + id,
        full ? Verdict.PASS : lost[random.nextInt(lost.length)],
        full ? most : new Points(random.nextLong(most.hundredths())),
        most,
        Visibility.values()[Math.max(0, random.nextInt(12) - 9)]);
  }
}
