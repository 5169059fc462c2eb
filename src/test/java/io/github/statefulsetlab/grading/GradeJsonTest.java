package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.ImageFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.SourceFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.ValuesFacts;
import io.github.statefulsetlab.grading.SubmissionGrade.ValuesFound;
import io.github.statefulsetlab.lab.context.Parts;
import io.github.statefulsetlab.submission.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradeJsonTest {

  private static final Path SCHEMAS = Path.of("src", "test", "resources", "schemas");
  private static final String DIGEST = "0".repeat(64);

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsValidAndReadsTheSame() throws IOException {
    String json = GradeJson.write(whole());
    Path file = Files.writeString(folder.resolve("grade.json"), json);

    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMAS.resolve("grade-v2.schema.json")))
                .validate(JsonMapper.builder().build().readTree(json)))
        .isEmpty();
    assertThat(GradeJson.read(file)).isEqualTo(whole());
  }

  @ParameterizedTest
  @ValueSource(strings = {"grade-v1.schema.json", "grade-v2.schema.json"})
  void theSchemaIsPublishedInDocs(String name) throws IOException {
    assertThat(Path.of("docs", "schemas", name))
        .hasContent(Files.readString(SCHEMAS.resolve(name)));
  }

  private static Grade whole() {
    Instant now = Instant.parse("2026-11-25T10:00:00Z");
    return new Grade(
        Grade.SCHEMA,
        Grade.Run.begun("1.2.3", 42, now)
            .harnessDigest(DIGEST)
            .cluster("existing")
            .kubernetesVersion("v1.36.1")
            .helmVersion("v3.21.0")
            .imageDigest("sha256:0")
            .networkPolicy("enforced")
            .finished(now)
            .complete(true)
            .passMark(Points.of("6"))
            .regraded(now)
            .build(),
        new Grade.RubricFacts("made-up", "Made up", DIGEST, Points.of("10"), Points.of("2.5")),
        List.of(submission()));
  }

  private static SubmissionGrade submission() {
    ChartFacts chart =
        new ChartFacts(
            "main",
            "app",
            "1.0.0",
            DIGEST,
            new ValuesFacts(
                List.of("a.yaml"),
                List.of("a=b"),
                DIGEST,
                new ValuesFound(List.of("values-sts.yaml"), List.of(), List.of("values-b.yaml"))),
            new ImageFacts("app:1", "sha256:1"));
    Result result =
        Result.of("chart.replicas", Verdict.FAIL)
            .seen("2")
            .hint("Set it to 3.")
            .asked(new Asked.Parameters(null, 3, null, null, null))
            .parts(new Parts(2, 3))
            .chartHas(List.of("partition"))
            .variants(
                List.of(
                    Result.Variant.of(new Asked.Parameters(null, 2, null, null, null), true),
                    new Result.Variant(
                        new Asked.Parameters(null, 3, null, null, null),
                        false,
                        new Parts(2, 3),
                        "2",
                        "Set it to 3.",
                        Visibility.TEACHER)))
            .standIn(true)
            .build();
    return SubmissionGrade.unscored("sub", chart, List.of("noted"), Verdict.FAIL, List.of(result))
        .from("Jane Doe", new SourceFacts("lab15", "a".repeat(40)))
        .scored(
            Outcome.FOR_A_PERSON,
            List.of(TaskGrade.of("1", "Task", false, items())),
            List.of(new CapApplied(Points.of("5.9"), List.of("a.b"), Points.of("1"), "late")),
            List.of(new Mark("words", Points.of("1"), "good", "T.", null)));
  }

  private static List<ItemGrade> items() {
    return List.of(
        ItemGrade.of("replicas", "Replicas", Points.of("1"))
            .criteria(List.of("chart.replicas"))
            .verdict(Verdict.FAIL)
            .graded(Points.of("0.33"))
            .visibility(Visibility.AFTER_DUE_DATE)
            .reason("2 of 3")
            .build(),
        ItemGrade.of("words", "Concepts", Points.of("2")).chart("bonus").build());
  }
}
