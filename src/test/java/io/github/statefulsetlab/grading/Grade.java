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
      @Nullable Instant regraded) {

    /** A run that has begun: nothing is known of its cluster, and results are still to come. */
    public static Builder begun(String harnessVersion, long seed, Instant started) {
      return new Builder(harnessVersion, seed, started);
    }

    /** The same with some of it changed. */
    public Builder with() {
      return new Builder(harnessVersion, seed, started)
          .harnessDigest(harnessDigest)
          .cluster(cluster)
          .kubernetesVersion(kubernetesVersion)
          .helmVersion(helmVersion)
          .imageDigest(imageDigest)
          .networkPolicy(networkPolicy)
          .finished(finished)
          .complete(complete)
          .exitStatus(exitStatus)
          .passMark(passMark)
          .regraded(regraded);
    }

    /** Makes a {@link Run}. */
    public static final class Builder {
      private final String harnessVersion;
      private final long seed;
      private final Instant started;
      private @Nullable String harnessDigest;
      private @Nullable String cluster;
      private @Nullable String kubernetesVersion;
      private @Nullable String helmVersion;
      private @Nullable String imageDigest;
      private @Nullable String networkPolicy;
      private @Nullable Instant finished;
      private boolean complete;
      private int exitStatus;
      private @Nullable Points passMark;
      private @Nullable Instant regraded;

      private Builder(String harnessVersion, long seed, Instant started) {
        this.harnessVersion = harnessVersion;
        this.seed = seed;
        this.started = started;
      }

      public Builder harnessDigest(@Nullable String sha256) {
        harnessDigest = sha256;
        return this;
      }

      public Builder cluster(@Nullable String description) {
        cluster = description;
        return this;
      }

      public Builder kubernetesVersion(@Nullable String version) {
        kubernetesVersion = version;
        return this;
      }

      public Builder helmVersion(@Nullable String version) {
        helmVersion = version;
        return this;
      }

      public Builder imageDigest(@Nullable String sha256) {
        imageDigest = sha256;
        return this;
      }

      public Builder networkPolicy(@Nullable String words) {
        networkPolicy = words;
        return this;
      }

      public Builder finished(@Nullable Instant when) {
        finished = when;
        return this;
      }

      public Builder complete(boolean whole) {
        complete = whole;
        return this;
      }

      public Builder exitStatus(int status) {
        exitStatus = status;
        return this;
      }

      public Builder passMark(@Nullable Points mark) {
        passMark = mark;
        return this;
      }

      public Builder regraded(@Nullable Instant when) {
        regraded = when;
        return this;
      }

      public Run build() {
        return new Run(
            harnessVersion,
            harnessDigest,
            cluster,
            kubernetesVersion,
            helmVersion,
            imageDigest,
            networkPolicy,
            seed,
            started,
            finished,
            complete,
            exitStatus,
            passMark,
            regraded);
      }
    }
  }

  /**
   * The rubric that points follow from.
   *
   * @param digest SHA-256 over its file, in hexadecimal
   */
  public record RubricFacts(
      String id, String title, String digest, Points maxPoints, Points maxBonus) {}
}
