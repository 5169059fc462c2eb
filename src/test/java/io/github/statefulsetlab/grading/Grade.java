package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical result, as {@code reports/grade.json} holds it; the schema is {@code
 * schemas/grade-v1.schema.json}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grade(String schema, Run run, List<SubmissionGrade> submissions) {

  static final String SCHEMA = "statefulset-lab/grade/v1";

  /**
   * What all submissions of a run share.
   *
   * @param networkPolicy whether labs were kept apart on the network; null until that is known
   * @param complete false while results still come in, and for ever if the run was cut short
   * @param finished when the last result came in
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Run(
      String harnessVersion,
      @Nullable String cluster,
      @Nullable String kubernetesVersion,
      @Nullable String imageDigest,
      @Nullable String networkPolicy,
      long seed,
      Instant started,
      @Nullable Instant finished,
      boolean complete,
      int exitStatus) {}

  /**
   * What came of one submission.
   *
   * @param notes what was found of the app and how, and what had to be changed to judge it at all
   */
  public record SubmissionGrade(
      String id, ChartFacts chart, List<String> notes, Verdict verdict, List<Result> criteria) {}

  /** Which chart was graded; the digest is SHA-256 over its files, in hexadecimal. */
  public record ChartFacts(String name, String version, String digest) {}

  /** What came of one criterion. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      String id,
      String title,
      Verdict verdict,
      String expected,
      @Nullable String seen,
      @Nullable String hint,
      List<String> evidence,
      List<String> patches,
      double seconds,
      String visibility) {}
}
