package io.github.statefulsetlab.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

  private static final List<String> COUNTER =
      List.of(
          "identity.ordinal-names",
          "storage.claims-bound",
          "identity.governing-service",
          "counts.served-and-stored",
          "counts.isolated",
          "storage.survives-pod-deletion",
          "storage.survives-container-crash");

  @TempDir Path reports;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @AfterEach
  void forget() {
    System.clearProperty("lab.rubric");
    System.clearProperty("lab.pass-mark");
    System.clearProperty("lab.formats");
    System.clearProperty("lab.reports");
  }

  private int run(String... arguments) {
    return Main.run(
        List.of(arguments),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
  }

  @Nested
  class OnRubrics {

    @Test
    void listTellsWhatTheyAreWorth() {
      assertThat(run("rubric", "list")).isZero();
      assertThat(said()).containsPattern("counter-100 +100 \\+ 0 +A counter");
    }

    @Test
    void showPrintsTheTable() {
      assertThat(run("rubric", "show", "counter-100")).isZero();
      assertThat(said()).contains("chart.replicas (at least 2)");
    }

    @Test
    void checkTellsAllThatIsWrong() throws IOException {
      Path file =
          Files.writeString(
              reports.resolve("mine.yaml"),
              """
              id: mine
              title: Mine
              tasks:
                - id: "1"
                  title: One
                  items:
                    - {criterion: chart.lint, points: 1}
                    - {criterion: updates.partition, points: 1}
              """);

      assertThat(run("rubric", "check", file.toString())).isEqualTo(2);
      assertThat(said())
          .contains("error: mine.yaml:7:21: there is no criterion \"chart.lint\"")
          .contains("Use one of chart.kind-toggle, chart.label-triangle, chart.lints");
    }

    @Test
    void anythingElseIsBadUsage() {
      assertThat(run("rubric")).isEqualTo(2);
      assertThat(run("rubric", "show")).isEqualTo(2);
      assertThat(run()).isEqualTo(2);
      assertThat(said()).contains("list, show NAME and check FILE");
    }
  }

  @Nested
  class OnStoredGrades {

    private void store(int submissions, List<String> criteria) throws IOException {
      List<SubmissionGrade> graded =
          IntStream.range(0, submissions)
              .mapToObj(i -> submission("student-" + i, criteria))
              .toList();
      Grade.Run run =
          Grade.Run.begun("1", 1, Instant.EPOCH).finished(Instant.EPOCH).complete(true).build();
      Files.writeString(
          reports.resolve("grade.json"),
          GradeJson.write(new Grade(Grade.SCHEMA, run, null, graded)));
    }

    private static SubmissionGrade submission(String id, List<String> criteria) {
      List<Result> results =
          criteria.stream().map(criterion -> Result.of(criterion, Verdict.PASS).build()).toList();
      return SubmissionGrade.unscored(
          id,
          new ChartFacts("main", "c", "1", "0".repeat(64), null, null),
          List.of(),
          Verdict.PASS,
          results);
    }

    private Grade grade() {
      return GradeJson.read(reports.resolve("grade.json"));
    }

    @Test
    void pointsAreComputedAndWhatWouldHaveToBeRunIsSaid() throws IOException {
      store(2, COUNTER);
      System.setProperty("lab.rubric", "counter-100");

      assertThat(run("regrade", reports.toString())).isEqualTo(3);
      assertThat(said())
          .contains("student-0                90 of 100, 10 not graded")
          .contains("chart.replicas was not checked as counter-100 asks for it, in 2 of 2");
      assertThat(reports.resolve("student-1/grade.json")).exists();
      assertThat(reports.resolve("student-1/report.html")).exists();
      assertThat(reports.resolve("grades.csv")).exists();
    }

    @Test
    void marksSurviveAndTheEarlierGradeIsKept() throws IOException {
      store(1, COUNTER);
      Files.writeString(
          reports.resolve("marks.csv"),
          "submission,item,points,comment,by\nstudent-0,chart.replicas,10,shown in the lab,T.\n");
      System.setProperty("lab.rubric", "counter-100");

      assertThat(run("regrade", reports.toString())).isZero();
      assertThat(run("regrade", reports.toString())).isZero();
      assertThat(grade().submissions().get(0).total()).map(Object::toString).contains("100");
      assertThat(said()).contains("chart.replicas marked by T.");
      try (Stream<Path> kept = Files.list(reports.resolve("history"))) {
        assertThat(kept).hasSize(2).allSatisfy(k -> assertThat(k.resolve("grade.json")).exists());
      }
    }

    @Test
    void aStudentsFolderHoldsNothingOfAHiddenCriterion() throws IOException {
      storeWithHidden();
      System.setProperty("lab.rubric", reports.resolve("hush.yaml").toString());
      System.setProperty("lab.formats", "github,gitlab,gradescope,prairielearn,autolab");
      System.setProperty("lab.reports", reports.toString());

      assertThat(run("regrade", reports.toString())).isZero();
      assertThat(filesBelow("student-0")).hasSizeGreaterThan(6).allSatisfy(this::tellsNothing);
      assertThat(filesBelow("teacher/student-0"))
          .anySatisfy(file -> assertThat(text(file)).contains("dns.pod-fqdn", "77.77"));
      assertThat(reports.resolve("student-0/grade.json"))
          .content()
          .contains("dns.short-name was skipped: Depends on another promise, which was broken.");
    }

    private void storeWithHidden() throws IOException {
      Files.writeString(
          reports.resolve("hush.yaml"),
          """
          id: made-up
          title: A rubric
          tasks:
            - id: "1"
              title: One
              items:
                - {criterion: storage.claims-bound, points: 1}
                - {criterion: dns.short-name, points: 1}
                - {criterion: dns.pod-fqdn, points: 77.77, title: Hush title, hint: Hush hint., visibility: teacher}
          """);
      store(1, List.of("storage.claims-bound"));
      SubmissionGrade one = grade().submissions().get(0);
      Result hidden =
          Result.of("dns.pod-fqdn", Verdict.FAIL)
              .title("Hush, too")
              .expected("Hush expected")
              .seen("Hush seen")
              .hint("Hush usual")
              .seconds(987.125)
              .evidence(List.of("teacher/student-0/evidence/dns.pod-fqdn/01-hush.txt"))
              .build();
      Result following =
          Result.of("dns.short-name", Verdict.SKIPPED)
              .seen("Depends on dns.pod-fqdn, which failed: Hush seen")
              .failedDependency("dns.pod-fqdn")
              .build();
      Files.writeString(
          reports.resolve("grade.json"),
          GradeJson.write(
              new Grade(
                  Grade.SCHEMA,
                  grade().run(),
                  null,
                  List.of(
                      one.with(Verdict.FAIL, List.of(one.criteria().get(0), hidden, following))))));
    }

    private List<Path> filesBelow(String folder) throws IOException {
      try (Stream<Path> files = Files.walk(reports.resolve(folder))) {
        return files.filter(Files::isRegularFile).toList();
      }
    }

    private static String text(Path file) {
      try {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void tellsNothing(Path file) {
      assertThat(text(file) + file)
          .as("%s", file)
          .doesNotContainIgnoringCase("hush t", "hush,", "hush h", "hush e", "hush s", "hush u")
          .doesNotContain("dns.pod-fqdn", "pod-fqdn", "77.77", "7777", "79.77", "7977", "987.1");
    }

    @Test
    void whoIsBelowThePassMarkEndsWithOne() throws IOException {
      store(1, COUNTER);
      Files.writeString(
          reports.resolve("marks.csv"),
          "submission,item,points,comment,by\n"
              + "student-0,cap,50,late,T.\n"
              + "student-0,chart.replicas,0,,T.\n");
      System.setProperty("lab.rubric", "counter-100");
      System.setProperty("lab.pass-mark", "60");

      assertThat(run("regrade", reports.toString())).isEqualTo(1);
    }

    @Test
    void aMarkForNobodyIsRefusedAndNothingChanges() throws IOException {
      store(1, COUNTER);
      Files.writeString(
          reports.resolve("marks.csv"),
          "submission,item,points,comment,by\nsomebody,cap,1,late,T.\n");
      System.setProperty("lab.rubric", "counter-100");

      assertThat(run("regrade", reports.toString())).isEqualTo(2);
      assertThat(said()).contains("the grade has no \"somebody\"");
      assertThat(grade().rubric()).isNull();
      assertThat(reports.resolve("history")).doesNotExist();
    }

    @Test
    void withoutAGradeOrARubricThereIsNothingToDo() throws IOException {
      assertThat(run("regrade", reports.toString())).isEqualTo(2);
      System.setProperty("lab.rubric", "counter-100");
      assertThat(run("regrade", reports.toString())).isEqualTo(2);
      Files.writeString(
          reports.resolve("grade.json"), "{\"schema\": \"statefulset-lab/grade/v1\"}");
      assertThat(run("regrade", reports.toString())).isEqualTo(2);
      assertThat(said()).contains("--rubric", "There is no", "not a grade of version 2");
    }
  }
}
