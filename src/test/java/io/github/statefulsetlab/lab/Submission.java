package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.chart.Values;
import java.util.List;
import java.util.Optional;

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
 */
public record Submission(
    String id,
    Chart chart,
    Values values,
    AppDescription app,
    String release,
    Optional<String> expectedPolicy,
    List<Patch> patches,
    boolean replaysPlainService) {

  /** The same chart, of which this StatefulSet is graded. */
  Submission about(String statefulSet) {
    return new Submission(
        Profiles.idOf(id + "-" + statefulSet),
        chart,
        values,
        app.about(statefulSet),
        release,
        expectedPolicy,
        patches,
        replaysPlainService);
  }

  @Override
  public String toString() {
    return id;
  }
}
