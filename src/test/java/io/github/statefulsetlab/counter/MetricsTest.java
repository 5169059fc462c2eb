package io.github.statefulsetlab.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {

  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_]+?)(_bucket|_sum|_count)?(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [-+.0-9E]+");
  private static final long ONE_MILLISECOND = 1_000_000;

  private final Metrics metrics = new Metrics();

  @Test
  void everySampleFollowsTheHelpAndTypeOfItsFamily() {
    metrics.answered("/", 200);
    metrics.answered("other", 404);
    metrics.committed(3, ONE_MILLISECOND);
    Set<String> families = new HashSet<>();
    String family = "";

    for (String line : lines(OptionalLong.of(13))) {
      if (line.startsWith("# HELP ")) {
        family = line.split(" ", 4)[2];
        assertThat(families.add(family)).as("%s comes once", family).isTrue();
        assertThat(line).matches("# HELP [a-z_]+ [^\\\\]+\\.");
      } else if (line.startsWith("# TYPE ")) {
        assertThat(line).matches("# TYPE " + family + " (counter|gauge|histogram)");
      } else {
        Matcher sample = SAMPLE.matcher(line);
        assertThat(sample.matches()).as(line).isTrue();
        assertThat(sample.group(1)).isEqualTo(family);
      }
    }
  }

  @Test
  void endsWithALineFeed() {
    assertThat(metrics.text(OptionalLong.empty(), true, 0)).endsWith("\n").doesNotContain("\r");
  }

  @Test
  void leavesTheCountOutWhenThereIsNone() {
    assertThat(lines(OptionalLong.of(13))).contains("counter_visits_total 13");
    assertThat(lines(OptionalLong.empty()))
        .noneMatch(line -> line.contains("counter_visits_total"));
  }

  @Test
  void bucketsAreCumulative() {
    metrics.committed(3, ONE_MILLISECOND);
    metrics.committed(2, 20 * ONE_MILLISECOND);

    assertThat(lines(OptionalLong.empty()))
        .contains(
            "counter_store_commit_seconds_bucket{le=\"0.0005\"} 0",
            "counter_store_commit_seconds_bucket{le=\"0.001\"} 1",
            "counter_store_commit_seconds_bucket{le=\"0.025\"} 2",
            "counter_store_commit_seconds_bucket{le=\"+Inf\"} 2",
            "counter_store_commit_seconds_count 2",
            "counter_store_commit_visits_total 5");
  }

  @Test
  void answersAreCountedByPathAndCode() {
    metrics.answered("/", 200);
    metrics.answered("/", 200);
    metrics.answered("/", 503);

    assertThat(lines(OptionalLong.empty()))
        .contains(
            "counter_requests_total{path=\"/\",code=\"200\"} 2",
            "counter_requests_total{path=\"/\",code=\"503\"} 1");
  }

  private List<String> lines(OptionalLong count) {
    return metrics.text(count, true, 0).lines().toList();
  }
}
