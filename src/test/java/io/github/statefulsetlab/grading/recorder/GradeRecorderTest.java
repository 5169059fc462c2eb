package io.github.statefulsetlab.grading.recorder;

import static io.github.statefulsetlab.grading.Verdict.FAIL;
import static io.github.statefulsetlab.grading.Verdict.INFRA_ERROR;
import static io.github.statefulsetlab.grading.Verdict.NOT_GRADABLE;
import static io.github.statefulsetlab.grading.Verdict.PASS;
import static io.github.statefulsetlab.grading.Verdict.SKIPPED;
import static io.github.statefulsetlab.grading.Verdict.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.grading.Observations;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.run.BehaviourResult;
import io.github.statefulsetlab.run.ClusterFacts;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeRecorderTest {

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final ClusterFacts CLUSTER =
      new ClusterFacts("existing", "v1.36.1", "sha256:0", 3.5);

  private final Submission submission = Observations.submission("sub");
  private final Path reports;
  private GradingOptions options = GradingOptions.NONE;
  private final GradeRecorder recorder;

  GradeRecorderTest(@TempDir Path reports) {
    this.reports = reports;
    this.recorder = new GradeRecorder(reports.resolve("launcher"), () -> options, List.of());
  }

  private void start() {
    recorder.runStarted(Observations.settings(reports), List.of(submission));
  }

  private void check(BehaviourResult observation) {
    recorder.behaviourStarted(observation.id(), submission);
    recorder.behaviourFinished(observation);
  }

  private JsonNode grade() throws IOException {
    return JsonMapper.builder().build().readTree(reports.resolve("grade.json").toFile());
  }

  private String exitStatus() throws IOException {
    return Files.readString(reports.resolve("launcher").resolve("exit-status")).strip();
  }

  @Nested
  class Canonical {

    @Test
    void everyStateOfARunIsValidBySchema() throws IOException {
      start();
      assertValid();
      recorder.clusterReady(CLUSTER);
      recorder.networkPolicySeen(false);
      check(Observations.passed("counts.diverge", submission));
      assertValid();
      check(Observations.failed("dns.pod-fqdn", submission, new AssertionError("none")));
      check(Observations.failed("dns.short-name", submission, new ClusterException("gone")));
      recorder.runFinished();
      assertValid();
    }

    @Test
    void aGradeSaysByWhatItWasMade(@TempDir Path clone) throws IOException {
      Files.writeString(Files.createDirectory(clone.resolve(".git")).resolve("HEAD"), COMMIT);
      start();

      assertThat(grade().at("/run/helmVersion").asText()).isEqualTo(HelmRunner.HELM_VERSION);
      assertThat(grade().at("/run/harnessVersion").asText()).startsWith("1.2.3");
      assertThat(HarnessDigest.version("1.2.3", clone)).isEqualTo("1.2.3+0123456789ab");
      assertThat(HarnessDigest.version("1.2.3", reports)).isEqualTo("1.2.3");
    }

    @Test
    void aGradeSaysWhichImagesRan() throws IOException {
      start();
      recorder.clusterReady(CLUSTER);
      recorder.appImageFound(submission, "app:1", Optional.of("sha256:1"));
      recorder.runFinished();
      JsonNode image = grade().at("/submissions/0/chart/image");
      assertThat(image.at("/name").asText()).isEqualTo("app:1");
      assertThat(image.at("/digest").asText()).isEqualTo("sha256:1");
      assertThat(grade().at("/run/imageDigest").asText()).isEqualTo("sha256:0");

      recorder.appImageFound(submission, AppImage.REFERENCE, Optional.empty());
      recorder.runFinished();
      assertThat(grade().at("/submissions/0/chart/image/digest").asText()).isEqualTo("sha256:0");

      recorder.appImageFound(submission, "pulled:1", Optional.empty());
      recorder.runFinished();
      assertThat(grade().at("/submissions/0/chart/image").has("digest")).isFalse();
      assertValid();
    }

    @Test
    void aGradeSaysWhichCommitTheChartIsOf() throws IOException {
      Path git = Files.createDirectory(reports.resolve(".git"));
      Files.writeString(git.resolve("HEAD"), "ref: refs/heads/lab15");
      Files.writeString(git.resolve("packed-refs"), COMMIT + " refs/heads/lab15\n");
      Path chart = Files.createDirectories(reports.resolve("k8s").resolve("app"));

      recorder.runStarted(
          Observations.settings(reports.resolve("out"), chart), List.of(submission));

      JsonNode grade =
          JsonMapper.builder().build().readTree(reports.resolve("out/grade.json").toFile());
      assertThat(grade.at("/submissions/0/source/commit").asText()).isEqualTo(COMMIT);
      assertThat(grade.at("/submissions/0/source/ref").asText()).isEqualTo("lab15");
      assertThat(schema().validate(grade)).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoGrade() throws IOException {
      start();
      ObjectNode grade = (ObjectNode) grade();
      grade.put("forged", true);

      assertThat(schema().validate(grade)).isNotEmpty();
    }

    private void assertValid() throws IOException {
      assertThat(schema().validate(grade())).isEmpty();
    }

    private JsonSchema schema() throws IOException {
      try (InputStream schema =
          GradeRecorderTest.class.getResourceAsStream("/schemas/grade-v2.schema.json")) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Objects.requireNonNull(schema));
      }
    }
  }

  @Nested
  class Results {

    @Test
    void areWrittenAsTheyComeIn() throws IOException {
      start();
      check(Observations.passed("counts.diverge", submission));

      assertThat(grade().at("/submissions/0/criteria")).hasSize(1);
      assertThat(grade().at("/run/complete").asBoolean()).isFalse();
      assertThat(exitStatus()).as("until the run is complete").isEqualTo("3");

      recorder.runFinished();

      assertThat(grade().at("/run/complete").asBoolean()).isTrue();
      assertThat(exitStatus()).isEqualTo("0");
    }

    @Test
    void ofARunThatEndsInTheMiddleOfABehaviourAreNotComplete() throws IOException {
      start();
      check(Observations.passed("counts.diverge", submission));
      recorder.behaviourStarted("counts.isolated", submission);
      recorder.runFinished();

      assertThat(grade().at("/run/complete").asBoolean()).isFalse();
      assertThat(exitStatus()).isEqualTo("3");
    }

    @Test
    void sayWhetherLabsWereKeptApart() throws IOException {
      start();
      recorder.networkPolicySeen(false);
      recorder.runFinished();

      assertThat(grade().at("/run/networkPolicy").asText())
          .isEqualTo("not enforced on this cluster");
      assertThat(Files.readString(reports.resolve("grade.md")))
          .contains("NetworkPolicies are not enforced on this cluster.");
    }

    @Test
    void doNotSayWhatToChangeUnlessThePromiseWasBroken() throws IOException {
      start();
      check(Observations.failed("dns.pod-fqdn", submission, new ClusterException("gone")));
      check(Observations.failed("dns.short-name", submission, new AssertionError("no"), "do this"));

      assertThat(grade().at("/submissions/0/criteria/0").has("hint")).isFalse();
      assertThat(grade().at("/submissions/0/criteria/1/hint").asText()).isEqualTo("do this");
    }

    @Test
    void showWhatASubmissionWroteWithoutItsPower() throws IOException {
      start();
      check(
          Observations.failed(
              "dns.pod-fqdn", submission, new AssertionError("::error::\u001b[2K forged")));

      assertThat(grade().at("/submissions/0/criteria/0/seen").asText())
          .doesNotContain("::", "\u001b")
          .contains("forged");
    }
  }

  @Test
  void aRefusedRunIsBadUsage() throws IOException {
    recorder.runRefused(new UsageException("no such chart"));

    assertThat(exitStatus()).isEqualTo("2");
  }

  @Nested
  class Overall {

    @Test
    void isTheVerdictThatWeighsMost() {
      assertThat(overall(PASS, SKIPPED)).isEqualTo(PASS);
      assertThat(overall(PASS, FAIL, SKIPPED)).isEqualTo(FAIL);
      assertThat(overall(FAIL, TIMEOUT)).isEqualTo(TIMEOUT);
      assertThat(overall(TIMEOUT, NOT_GRADABLE)).isEqualTo(NOT_GRADABLE);
      assertThat(overall(NOT_GRADABLE, INFRA_ERROR, FAIL)).isEqualTo(INFRA_ERROR);
      assertThat(overall(SKIPPED)).isEqualTo(SKIPPED);
    }

    @Test
    void isOurFaultWhereNothingWasChecked() {
      assertThat(overall()).isEqualTo(INFRA_ERROR);
    }

    private static Verdict overall(Verdict... verdicts) {
      return Result.overall(
          Stream.of(verdicts).map(verdict -> Result.of("a.b", verdict).build()).toList());
    }
  }
}
