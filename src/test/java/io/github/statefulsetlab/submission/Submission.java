package io.github.statefulsetlab.submission;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.Values;
import io.github.statefulsetlab.chart.ValuesSearch;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is graded.
 *
 * @param id its name in reports, as in {@code moscow-time}
 * @param values values that it is given beside its own
 * @param app what is said of its app
 * @param release the name that it is installed under
 * @param expectedPolicy the pod management policy that was asked for; empty where the chart's own
 *     is right
 * @param patches changes to what the chart renders to that make it another chart; not the harness's
 * @param replaysPlainService whether it replays a run in which one plain Service is the
 *     StatefulSet's {@code serviceName} on purpose
 * @param adaptation what was found out about the chart, and changed in it by the harness
 * @param asked what is asked of it that Kubernetes does not promise
 * @param role {@link #MAIN}, or what the rubric calls a further chart of the same submission
 */
public record Submission(
    String id,
    Chart chart,
    Values values,
    AppDescription app,
    String release,
    Optional<String> expectedPolicy,
    List<Patch> patches,
    boolean replaysPlainService,
    Adaptation adaptation,
    Asked asked,
    String role) {

  /** The role of the chart that a submission is graded by unless its rubric names others. */
  public static final String MAIN = "main";

  /** The namespace that it is rendered for before it has one. */
  public static final String PREVIEW = "preview";

  /** Leaves room in a namespace's 63 characters. */
  private static final int LONGEST_ID = 40;

  /** A chart as it is, installed under its id, of whose app nothing is said. */
  public static Builder of(String id, Chart chart) {
    return new Builder(id, chart);
  }

  /** The same with some of it changed. */
  public Builder with() {
    return new Builder(id, chart)
        .values(values)
        .app(app)
        .release(release)
        .expectedPolicy(expectedPolicy)
        .patches(patches)
        .replaysPlainService(replaysPlainService)
        .adaptation(adaptation)
        .asked(asked)
        .role(role);
  }

  /** What it renders to for a cluster of that version, before there is one. */
  public String render(HelmRunner helm, String kubernetesVersion) {
    return helm.template(chart, values, release, PREVIEW, kubernetesVersion);
  }

  /** A chart's name as a name for files, namespaces and releases, whatever is in it. */
  static String idOf(String chart) {
    String id = chart.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = id.substring(0, Math.min(id.length(), LONGEST_ID)).replaceAll("^-|-$", "");
    return cut.isEmpty() ? "chart" : cut;
  }

  /** The same chart, of which this StatefulSet is graded. */
  Submission about(String statefulSet) {
    return with().id(idOf(id + "-" + statefulSet)).app(app.about(statefulSet)).build();
  }

  /** The same chart with the values that were found, and the changes that it needs. */
  Submission adapted(Adaptation to) {
    return with()
        .values(to.valuesFound().map(ValuesSearch.Found::values).orElse(values))
        .adaptation(to)
        .build();
  }

  /** The same, of which this is asked beside what its {@code lab.yaml} asks. */
  public Submission asking(Asked more) {
    return with()
        .expectedPolicy(more.policy().or(() -> expectedPolicy))
        .asked(more.or(asked))
        .build();
  }

  /** Whether it is a further chart, of which only some is asked. */
  public boolean isFurther() {
    return !role.equals(MAIN);
  }

  /** Whether this criterion is to be judged: some only where somebody asks for it. */
  public boolean isJudgedBy(String criterion) {
    return asked.asks(criterion) || !(isFurther() || Asked.ONLY_WHERE_ASKED.contains(criterion));
  }

  /** All changes to what the chart renders to, those of the harness last. */
  public List<Patch> allPatches() {
    return Stream.concat(patches.stream(), adaptation.concessions().stream()).toList();
  }

  @Override
  public String toString() {
    return id;
  }

  /** Makes a {@link Submission}. */
  public static final class Builder {
    private final Chart chart;
    private String id;
    private Values values = Values.NONE;
    private AppDescription app = AppDescription.NONE;
    private String release;
    private Optional<String> expectedPolicy = Optional.empty();
    private List<Patch> patches = List.of();
    private boolean replaysPlainService;
    private Adaptation adaptation = Adaptation.NONE;
    private Asked asked = Asked.NOTHING;
    private String role = MAIN;

    private Builder(String id, Chart chart) {
      this.id = id;
      this.chart = chart;
      this.release = id;
    }

    /** Another name in reports, for the same release. */
    Builder id(String name) {
      id = name;
      return this;
    }

    public Builder values(Values given) {
      values = given;
      return this;
    }

    public Builder app(AppDescription description) {
      app = description;
      return this;
    }

    private Builder release(String name) {
      release = name;
      return this;
    }

    public Builder expectedPolicy(Optional<String> policy) {
      expectedPolicy = policy;
      return this;
    }

    public Builder patches(List<Patch> changes) {
      patches = changes;
      return this;
    }

    public Builder replaysPlainService(boolean replays) {
      replaysPlainService = replays;
      return this;
    }

    private Builder adaptation(Adaptation to) {
      adaptation = to;
      return this;
    }

    Builder asked(Asked of) {
      asked = of;
      return this;
    }

    public Builder role(String ofChart) {
      role = ofChart;
      return this;
    }

    public Submission build() {
      return new Submission(
          id,
          chart,
          values,
          app,
          release,
          expectedPolicy,
          patches,
          replaysPlainService,
          adaptation,
          asked,
          role);
    }
  }
}
