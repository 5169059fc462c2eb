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

  /** A submission in which nothing has been found or changed. */
  public Submission(
      String id,
      Chart chart,
      Values values,
      AppDescription app,
      String release,
      Optional<String> expectedPolicy,
      List<Patch> patches,
      boolean replaysPlainService) {
    this(
        id,
        chart,
        values,
        app,
        release,
        expectedPolicy,
        patches,
        replaysPlainService,
        Adaptation.NONE,
        Asked.NOTHING,
        MAIN);
  }

  /** Leaves room in a namespace's 63 characters. */
  private static final int LONGEST_ID = 40;

  /** The namespace that it is rendered for before it has one. */
  public static final String PREVIEW = "preview";

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
    Copy copy = new Copy(this);
    copy.id = idOf(id + "-" + statefulSet);
    copy.app = app.about(statefulSet);
    return copy.made();
  }

  /** The same chart with the values that were found, and the changes that it needs. */
  Submission adapted(Adaptation to) {
    Copy copy = new Copy(this);
    copy.values = to.valuesFound().map(ValuesSearch.Found::values).orElse(values);
    copy.adaptation = to;
    return copy.made();
  }

  /** The same chart with these values. */
  Submission with(Values others) {
    Copy copy = new Copy(this);
    copy.values = others;
    return copy.made();
  }

  /** The same, of which this is asked beside what its {@code lab.yaml} asks. */
  public Submission asking(Asked more) {
    Copy copy = new Copy(this);
    copy.expectedPolicy = more.policy().or(() -> expectedPolicy);
    copy.asked = more.or(asked);
    return copy.made();
  }

  /** The same chart under another id. */
  Submission named(String otherId) {
    return as(role, otherId);
  }

  /** The same chart as a further one of a submission, under an id of its own. */
  Submission as(String furtherRole, String otherId) {
    Copy copy = new Copy(this);
    copy.id = otherId;
    copy.role = furtherRole;
    return copy.made();
  }

  /** Another submission of the same chart; what may differ can be set. */
  private static final class Copy {
    private final Submission of;
    private String id;
    private Values values;
    private AppDescription app;
    private Optional<String> expectedPolicy;
    private Adaptation adaptation;
    private Asked asked;
    private String role;

    Copy(Submission of) {
      this.of = of;
      id = of.id;
      values = of.values;
      app = of.app;
      expectedPolicy = of.expectedPolicy;
      adaptation = of.adaptation;
      asked = of.asked;
      role = of.role;
    }

    Submission made() {
      return new Submission(
          id,
          of.chart,
          values,
          app,
          of.release,
          expectedPolicy,
          of.patches,
          of.replaysPlainService,
          adaptation,
          asked,
          role);
    }
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
}
