package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The canonical result, as {@code grade.json} holds it; the schema is {@code
 * schemas/grade-v2.schema.json}.
 *
 * @param rubric null if none was asked for: then there are verdicts and no points
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Grade(
    String schema, Run run, @Nullable RubricFacts rubric, List<SubmissionGrade> submissions) {

  /** The value of {@code schema}. */
  public static final String SCHEMA = "statefulset-lab/grade/v2";

  /**
   * What all submissions of a run share.
   *
   * @param harnessDigest SHA-256 over the code and the criteria, in hexadecimal
   * @param helmVersion the Helm that rendered and installed; null until that is known
   * @param imageDigest the bundled app's image
   * @param networkPolicy whether labs were kept apart on the network; null until that is known
   * @param finished when the last result came in
   * @param complete false while results still come in, and for ever if the run was cut short
   * @param regraded when points were last computed from stored verdicts; null if they never were
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Run(
      String harnessVersion,
      @Nullable String harnessDigest,
      @Nullable String cluster,
      @Nullable String kubernetesVersion,
      @Nullable String helmVersion,
      @Nullable String imageDigest,
      @Nullable String networkPolicy,
      long seed,
      Instant started,
      @Nullable Instant finished,
      boolean complete,
      int exitStatus,
      @Nullable Points passMark,
      @Nullable Instant regraded) {}

  /**
   * The rubric that points follow from.
   *
   * @param digest SHA-256 over its file, in hexadecimal
   */
  public record RubricFacts(
      String id, String title, String digest, Points maxPoints, Points maxBonus) {}
}
