package io.github.statefulsetlab.grading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.statefulsetlab.lab.context.Parts;
import io.github.statefulsetlab.submission.Asked;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final List<Verdict> BY_WEIGHT =
      List.of(
          Verdict.INFRA_ERROR,
          Verdict.NOT_GRADABLE,
          Verdict.TIMEOUT,
          Verdict.FAIL,
          Verdict.PASS,
          Verdict.SKIPPED);

  /**
   * What a criterion came to in one of several ways in which it was asked for.
   *
   * @param asked the parameters
   * @param kept whether the submission has what they ask for
   * @param parts how much was kept, where that can be told
   * @param seen what was seen instead; null where it was kept
   * @param hint what to change; null where it was kept, or the criterion's own hint fits
   * @param visibility who sees a row that asks in this way
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Variant(
      Asked.Parameters asked,
      boolean kept,
      @Nullable Parts parts,
      @Nullable String seen,
      @Nullable String hint,
      Visibility visibility) {

    /** One of which nothing else is known. */
    public static Variant of(Asked.Parameters asked, boolean kept) {
      return new Variant(asked, kept, null, null, null, Visibility.STUDENT);
    }

    /** The same for these people. */
    public Variant seenBy(Visibility to) {
      return new Variant(asked, kept, parts, seen, hint, to);
    }
  }

  /**
   * The result without the ways of asking that only hidden rows have: as if nobody had asked so.
   *
   * @param shown what the reader may see
   */
  public Result without(Predicate<Visibility> shown) {
    List<Variant> left =
        variants == null
            ? List.of()
            : variants.stream().filter(variant -> shown.test(variant.visibility())).toList();
    if (variants == null || left.size() == variants.size()) {
      return this;
    }
    List<Variant> broken = left.stream().filter(variant -> !variant.kept()).toList();
    boolean passed = verdict == Verdict.FAIL && broken.isEmpty();
    Builder result =
        with(passed ? Verdict.PASS : verdict)
            .parts(null)
            .asked(left.size() == 1 ? left.get(0).asked() : null)
            .variants(left.size() > 1 ? left : null);
    if (passed) {
      return result.seen(null).hint(null).usualHint(null).build();
    }
    return verdict == Verdict.FAIL
        ? result
            .seen(joined(broken.stream().map(Variant::seen), "\n"))
            .hint(usualHint == null ? joined(broken.stream().map(Variant::hint), " ") : hint)
            .build()
        : result.build();
  }

  private static @Nullable String joined(Stream<@Nullable String> texts, String by) {
    String all = texts.filter(Objects::nonNull).distinct().collect(Collectors.joining(by));
    return all.isEmpty() ? null : all;
  }

  /** A result that says only what was judged and how. */
  public static Builder of(String id, Verdict verdict) {
    return new Builder(id, verdict);
  }

  /**
   * The verdict that weighs most: a fault of the grader first, then what kept it from judging, then
   * FAIL. Where nothing was checked, that is a fault of the grader.
   */
  public static Verdict overall(Collection<Result> results) {
    return results.stream()
        .map(Result::verdict)
        .min(Comparator.comparing(BY_WEIGHT::indexOf))
        .orElse(Verdict.INFRA_ERROR);
  }

  /** What tells it from the submission's other results: {@code chart.renders@bonus}. */
  public String key() {
    return chart == null ? id : id + "@" + chart;
  }

  /** The same with some of it changed. */
  public Builder with() {
    return with(verdict);
  }

  private Builder with(Verdict other) {
    return new Builder(id, other)
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
