package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.statefulsetlab.lab.context.Parts;
import io.github.statefulsetlab.submission.Asked;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one criterion.
 *
 * @param id the criterion
 * @param chart which of the submission's charts; null for the main one
 * @param seen what was seen instead of what was expected; null where the promise was kept
 * @param hint what to change; null unless the promise was broken
 * @param usualHint what it was before the rubric replaced it; null if it did not
 * @param failedDependency the criterion that failed and that this one depends on; null unless it is
 *     skipped for that
 * @param evidence files, relative to the folder of the reports
 * @param patches what the harness changed in the chart to bring the behaviour about
 * @param asked the parameters that it was judged with; null if it has none
 * @param parts how much was kept, where that can be told
 * @param chartHas what the chart has of what a rubric can ask for; null if nothing of that kind was
 *     looked for
 * @param variants what it came to in each way in which rows of a rubric ask for it; null where they
 *     ask in one way, which is {@code asked}
 * @param standIn whether the bundled app stood in for the submission's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
    String id,
    @Nullable String chart,
    String title,
    Verdict verdict,
    String expected,
    @Nullable String seen,
    @Nullable String hint,
    @Nullable String usualHint,
    @Nullable String failedDependency,
    List<String> evidence,
    List<String> patches,
    double seconds,
    Visibility visibility,
    Asked.@Nullable Parameters asked,
    @Nullable Parts parts,
    @Nullable List<String> chartHas,
    @Nullable List<Variant> variants,
    boolean standIn) {

  /**
   * What a criterion came to in one of several ways in which it was asked for.
   *
   * @param asked the parameters
   * @param kept whether the submission has what they ask for
   * @param parts how much was kept, where that can be told
   * @param seen what was seen instead; null where it was kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Variant(
      Asked.Parameters asked, boolean kept, @Nullable Parts parts, @Nullable String seen) {}

  /** A result that says only what was judged and how. */
  public static Builder of(String id, Verdict verdict) {
    return new Builder(id, verdict);
  }

  /** What tells it from the submission's other results: {@code chart.renders@bonus}. */
  public String key() {
    return chart == null ? id : id + "@" + chart;
  }

  /** The same with some of it changed. */
  public Builder with() {
    return new Builder(id, verdict)
        .chart(chart)
        .title(title)
        .expected(expected)
        .seen(seen)
        .hint(hint)
        .usualHint(usualHint)
        .failedDependency(failedDependency)
        .evidence(evidence)
        .patches(patches)
        .seconds(seconds)
        .visibility(visibility)
        .asked(asked)
        .parts(parts)
        .chartHas(chartHas)
        .variants(variants)
        .standIn(standIn);
  }

  /** The same with the hint of a rubric, or with its own again where the rubric has none. */
  public Builder withHint(Optional<String> ofRubric) {
    String own = usualHint == null ? hint : usualHint;
    return own == null || ofRubric.isEmpty()
        ? with().hint(own).usualHint(null)
        : with().hint(ofRubric.get()).usualHint(own);
  }

  /** Makes a {@link Result}. */
  public static final class Builder {
    private final String id;
    private final Verdict verdict;
    private @Nullable String chart;
    private String title;
    private String expected = "";
    private @Nullable String seen;
    private @Nullable String hint;
    private @Nullable String usualHint;
    private @Nullable String failedDependency;
    private List<String> evidence = List.of();
    private List<String> patches = List.of();
    private double seconds;
    private Visibility visibility = Visibility.STUDENT;
    private Asked.@Nullable Parameters asked;
    private @Nullable Parts parts;
    private @Nullable List<String> chartHas;
    private @Nullable List<Variant> variants;
    private boolean standIn;

    private Builder(String id, Verdict verdict) {
      this.id = id;
      this.title = id;
      this.verdict = verdict;
    }

    public Builder chart(@Nullable String role) {
      chart = role;
      return this;
    }

    public Builder title(String sentence) {
      title = sentence;
      return this;
    }

    public Builder expected(String text) {
      expected = text;
      return this;
    }

    public Builder seen(@Nullable String text) {
      seen = text;
      return this;
    }

    public Builder hint(@Nullable String text) {
      hint = text;
      return this;
    }

    private Builder usualHint(@Nullable String text) {
      usualHint = text;
      return this;
    }

    public Builder failedDependency(@Nullable String criterion) {
      failedDependency = criterion;
      return this;
    }

    public Builder evidence(List<String> files) {
      evidence = files;
      return this;
    }

    public Builder patches(List<String> descriptions) {
      patches = descriptions;
      return this;
    }

    public Builder seconds(double duration) {
      seconds = duration;
      return this;
    }

    public Builder visibility(Visibility to) {
      visibility = to;
      return this;
    }

    public Builder asked(Asked.@Nullable Parameters parameters) {
      asked = parameters;
      return this;
    }

    public Builder parts(@Nullable Parts kept) {
      parts = kept;
      return this;
    }

    public Builder chartHas(@Nullable List<String> what) {
      chartHas = what;
      return this;
    }

    public Builder variants(@Nullable List<Variant> all) {
      variants = all;
      return this;
    }

    public Builder standIn(boolean stoodIn) {
      standIn = stoodIn;
      return this;
    }

    public Result build() {
      return new Result(
          id,
          chart,
          title,
          verdict,
          expected,
          seen,
          hint,
          usualHint,
          failedDependency,
          evidence,
          patches,
          seconds,
          visibility,
          asked,
          parts,
          chartHas,
          variants,
          standIn);
    }
  }
}
