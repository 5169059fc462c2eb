package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeJson;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Result.Variant;
import io.github.statefulsetlab.grading.SubmissionGrade;
import io.github.statefulsetlab.grading.SubmissionGrade.ChartFacts;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import io.github.statefulsetlab.grading.points.MarksFile;
import io.github.statefulsetlab.grading.points.Scoring;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import io.github.statefulsetlab.submission.Asked.Parameters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A way of asking that only a hidden row has")
class HiddenVariantsTest {

  @TempDir Path folder;

  private static Variant variant(String probe, boolean kept) {
    return new Variant(
        new Parameters(null, null, null, List.of(probe), null),
        kept,
        null,
        kept ? null : "no " + probe,
        kept ? null : "Add " + probe + ".",
        Visibility.STUDENT);
  }

  private Grade shown(Verdict verdict, Variant... variants) throws IOException {
    Rubric rubric =
        Rubrics.read(
            Files.writeString(
                    folder.resolve("r.yaml"),
                    """
                    id: r
                    title: R
                    tasks:
                      - id: "1"
                        title: T
                        items:
                          - {criterion: probes.present, id: a, points: 1, with: {probes: [readiness]}}
                          - {criterion: probes.present, id: b, points: 1, with: {probes: [liveness]}}
                          - {criterion: probes.present, id: c, points: 9, with: {probes: [startup]}, visibility: teacher}
                    """)
                .toString());
    Scoring scoring = new Scoring(rubric);
    SubmissionGrade seen =
        SubmissionGrade.unscored(
            "sub",
            new ChartFacts("main", "c", "1", "0", null, null),
            List.of(),
            verdict,
            List.of(
                Result.of("probes.present", verdict)
                    .seen("no liveness\nno startup")
                    .hint("Add liveness. Add startup.")
                    .variants(List.of(variants))
                    .build()));
    Grade whole =
        new Grade(
            Grade.SCHEMA,
            Grade.Run.begun("1", 1, Instant.EPOCH).build(),
            scoring.facts(),
            List.of(scoring.score(seen, MarksFile.in(folder, rubric).of("sub"))));
    StudentView view = new StudentView(false);
    assertThat(view.hides(whole)).isTrue();
    return view.of(whole);
  }

  private static Result result(Grade grade) {
    return grade.submissions().get(0).criteria().get(0);
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Grade shown =
        shown(
            Verdict.FAIL,
            variant("readiness", true),
            variant("liveness", false),
            variant("startup", false));

    assertThat(GradeJson.write(shown)).doesNotContain("startup");
    assertThat(result(shown).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(result(shown).seen()).isEqualTo("no liveness");
    assertThat(result(shown).hint()).isEqualTo("Add liveness.");
    assertThat(result(shown).variants()).hasSize(2);
  }

  @Test
  void failsForNobodyWhoMayNotSeeIt() throws IOException {
    Grade shown =
        shown(
            Verdict.FAIL,
            variant("readiness", true),
            variant("liveness", true),
            variant("startup", false));

    assertThat(GradeJson.write(shown)).doesNotContain("startup", "Add liveness");
    assertThat(result(shown).verdict()).isEqualTo(Verdict.PASS);
    assertThat(shown.submissions().get(0).verdict()).isEqualTo(Verdict.PASS);
    assertThat(result(shown).seen()).isNull();
  }
}
