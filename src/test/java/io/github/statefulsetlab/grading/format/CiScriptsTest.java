package io.github.statefulsetlab.grading.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.statefulsetlab.grading.format.reader.Classroom50Runner;
import io.github.statefulsetlab.grading.format.reader.PrairieLearnGrader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs the entry points for learning systems, with a launcher that pretends to grade. */
@DisplayName("An entry point in ci/")
@Execution(ExecutionMode.CONCURRENT)
class CiScriptsTest {

  private static final Path CI = Path.of("ci").toAbsolutePath();

  @TempDir Path folder;

  private Path harness;
  private Path work;

  @BeforeEach
  void pretend() throws IOException {
    harness = Files.createDirectories(folder.resolve("harness"));
    Files.createDirectories(harness.resolve("ci"));
    Files.copy(
        CI.resolve("chart"), harness.resolve("ci/chart"), StandardCopyOption.COPY_ATTRIBUTES);
    work = Files.createDirectories(folder.resolve("work"));
  }

  /** What the launcher does in place of grading; {@code $REPORTS} is the folder it was given. */
  private void launcher(String does) throws IOException {
    Path lab = harness.resolve("lab");
    Files.writeString(
        lab,
        """
        #!/usr/bin/env bash
        printf '%%s\\n' "$@" >"%s"
        while [ $# -gt 1 ]; do [ "$1" != --reports ] || REPORTS=$2; shift; done
        %s
        """
            .formatted(folder.resolve("arguments"), does));
    assertThat(lab.toFile().setExecutable(true)).isTrue();
  }

  private void chart(String place) throws IOException {
    Path chart = Files.createDirectories(work.resolve(place));
    Files.writeString(chart.resolve("Chart.yaml"), "name: app\n");
  }

  private List<String> arguments() throws IOException {
    return Files.readAllLines(folder.resolve("arguments"));
  }

  private int run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder process = new ProcessBuilder(CI.resolve(script).toString());
    process.directory(work.toFile());
    process.environment().putAll(environment);
    process.environment().put("HARNESS", harness.toString());
    process.environment().put("TMPDIR", folder.toString());
    process.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    return process.start().waitFor();
  }

  @Test
  void ofPrairieLearnAlwaysEndsWithZero() throws Exception {
    chart("student/k8s/app");
    launcher(
        "mkdir -p \"$REPORTS/a/prairielearn\"; echo '{\"gradable\": true, \"score\": 0.5}'"
            + " >\"$REPORTS/a/prairielearn/results.json\"; exit 3");

    assertThat(run("prairielearn/grade", Map.of("GRADE_FOLDER", work.toString()))).isZero();
    assertThat(PrairieLearnGrader.process(results("results/results.json"), 0).score())
        .isEqualTo(0.5);
    assertThat(arguments())
        .startsWith("grade", work + "/student/k8s/app", "--cluster", "kubeconfig")
        .contains("prairielearn");
  }

  @Test
  void ofPrairieLearnIsNotGradableWithoutAResultOrAChart() throws Exception {
    Files.createDirectories(work.resolve("student"));
    launcher("exit 2");

    assertThat(run("prairielearn/grade", Map.of("GRADE_FOLDER", work.toString()))).isZero();
    assertThat(PrairieLearnGrader.process(results("results/results.json"), 0).formatErrors())
        .singleElement()
        .asString()
        .startsWith("There is no chart");

    chart("student");
    assertThat(run("prairielearn/grade", Map.of("GRADE_FOLDER", work.toString()))).isZero();
    assertThat(PrairieLearnGrader.process(results("results/results.json"), 0).formatErrors())
        .singleElement()
        .asString()
        .startsWith("The grader failed, not you");
  }

  @Test
  void ofPrairieLearnIsNotGradableWhenItTakesTooLong() throws Exception {
    chart("student");
    launcher("exec sleep 60");

    assertThat(
            run("prairielearn/grade", Map.of("GRADE_FOLDER", work.toString(), "LAB_SECONDS", "1")))
        .isZero();
    assertThat(PrairieLearnGrader.process(results("results/results.json"), 0).gradable()).isFalse();
  }

  @Test
  void ofSeveralChartsTakesTheOneWithTheStatefulSet() throws Exception {
    launcher("exit 2");
    Map<String, String> environment = Map.of("GRADE_FOLDER", work.toString());
    chart("student/k8s/common");
    Files.writeString(work.resolve("student/k8s/common/Chart.yaml"), "name: c\ntype: library\n");
    assertThat(run("prairielearn/grade", environment)).isZero();
    assertThat(results("results/results.json")).contains("There is no chart");

    chart("student/k8s/go");
    assertThat(run("prairielearn/grade", environment)).isZero();
    assertThat(arguments()).contains(work + "/student/k8s/go");

    chart("student/lab15/k8s/python");
    Path templates = Files.createDirectories(work.resolve("student/lab15/k8s/python/templates"));
    Files.writeString(templates.resolve("set.yaml"), "{{ if .Values.on }}\nkind: StatefulSet\n");
    assertThat(run("prairielearn/grade", environment)).isZero();
    assertThat(arguments()).contains(work + "/student/lab15/k8s/python");
  }

  @Test
  void ofGradescopeHasAScoreOfZeroWithoutAChart() throws Exception {
    Files.createDirectories(work.resolve("submission"));
    launcher("exit 1");

    assertThat(run("gradescope/run_autograder", Map.of("AUTOGRADER", work.toString()))).isZero();
    assertThat(Schemas.json(results("results/results.json")).path("score").asInt(-1)).isZero();
  }

  @Test
  void ofACiJobTakesNothingOfItsEnvironmentForCode() throws Exception {
    launcher("exit 1");
    Path grade = harness.resolve("ci/grade");
    Files.copy(CI.resolve("grade"), grade, StandardCopyOption.COPY_ATTRIBUTES);
    Map<String, String> environment =
        Map.of(
            "LAB_CHART", "k8s/my app",
            "LAB_VALUES", "a b.yaml\n$(touch forged)\n",
            "LAB_RUBRIC", "lab15-s26",
            "LAB_FORMAT", "github",
            "LAB_OPTIONS", "--set\na=`touch forged`\n\n--all",
            "LAB_REPORTS", "out; touch forged");

    assertThat(run(grade.toString(), environment)).isEqualTo(1);
    assertThat(arguments())
        .containsExactly(
            "grade",
            "k8s/my app",
            "--values",
            "a b.yaml",
            "--values",
            "$(touch forged)",
            "--rubric",
            "lab15-s26",
            "--format",
            "github",
            "--reports",
            "out; touch forged",
            "--set",
            "a=`touch forged`",
            "--all");
    assertThat(work.resolve("forged")).doesNotExist();
  }

  @Test
  void ofGradescopeTakesTheFileWithHiddenRows() throws Exception {
    chart("submission/app");
    launcher(
        "mkdir -p \"$REPORTS/a/gradescope\" \"$REPORTS/teacher/a/gradescope\"; echo '{\"score\":"
            + " 1}' >\"$REPORTS/a/gradescope/results.json\"; echo '{\"score\": 2}'"
            + " >\"$REPORTS/teacher/a/gradescope/results.json\"");

    assertThat(run("gradescope/run_autograder", Map.of("AUTOGRADER", work.toString()))).isZero();
    assertThat(results("results/results.json")).contains("\"score\": 2");
    assertThat(arguments())
        .as("Gradescope gives a zero after its own limit")
        .containsSequence("--time-limit", "15");
  }

  @Test
  void ofGradescopeLeavesNoEarlierResultAfterAFault() throws Exception {
    chart("submission/app");
    Files.createDirectories(work.resolve("results"));
    Files.writeString(work.resolve("results/results.json"), "{\"score\": 9}");
    launcher("exit 3");

    assertThat(run("gradescope/run_autograder", Map.of("AUTOGRADER", work.toString())))
        .isEqualTo(3);
    assertThat(work.resolve("results/results.json")).doesNotExist();
  }

  @Test
  void ofClassroom50PublishesWhatWasGraded() throws Exception {
    chart("k8s/app");
    launcher(
        "mkdir -p \"$REPORTS/a/classroom50\"; cd \"$REPORTS/a/classroom50\"; echo '{\"a\": 1}'"
            + " >result.json; echo text >release-body.md; echo status=success >outputs");
    Path output = Files.writeString(folder.resolve("output"), "before=1\n");

    assertThat(classroom50(output)).isZero();
    assertThat(results("result.json")).isEqualTo("{\"a\": 1}\n");
    assertThat(output).content().isEqualTo("before=1\nstatus=success\n");
    assertThat(arguments())
        .startsWith("grade", "./k8s/app", "--format", "classroom50")
        .containsSequence("--time-limit", "10");
  }

  @Test
  void ofClassroom50PublishesNothingAfterAFaultAndNothingOfTheStudents() throws Exception {
    chart("k8s/app");
    Files.writeString(work.resolve("result.json"), "{\"score\": 1000}");
    launcher("exit 3");

    assertThat(classroom50(folder.resolve("output"))).isEqualTo(3);
    assertThat(work.resolve("result.json")).doesNotExist();
  }

  @Test
  void ofClassroom50IsNoGreenTickWithoutAChart() throws Exception {
    launcher("exit 1");

    assertThat(classroom50(folder.resolve("output"))).isZero();
    var result = Schemas.json(results("result.json"));
    assertThat(new Classroom50Runner(Classroom50Test.ENVIRONMENT).refuses(result)).isEmpty();
    assertThat(Classroom50Runner.status(result)).isEqualTo("failure");
  }

  private int classroom50(Path output) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is not installed");
    Map<String, String> environment = new HashMap<>(Classroom50Test.ENVIRONMENT);
    environment.put("RUNNER_TEMP", folder.toString());
    environment.put("GITHUB_OUTPUT", output.toString());
    environment.put("LAB_HARNESS", harness.toString());
    return run("classroom50/autograder.py", environment);
  }

  private String results(String name) throws IOException {
    return Files.readString(work.resolve(name));
  }
}
