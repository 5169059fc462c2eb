package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionTest {

  @ParameterizedTest
  @CsvSource({
    "counter, counter",
    "My_Chart.v2, my-chart-v2",
    "../../etc, etc",
    "::error::, error",
    "💥, chart",
    "aaaaaaaaaabbbbbbbbbbccccccccccddddddddd-ee, aaaaaaaaaabbbbbbbbbbccccccccccddddddddd",
  })
  void aSubmissionsIdIsSafeWhateverItsChartIsCalled(String chart, String id) {
    assertThat(Submission.idOf(chart)).isEqualTo(id);
  }
}
