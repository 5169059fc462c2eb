package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandInTest {

  @ParameterizedTest
  @CsvSource({
    "all/Jane Doe_12345_assignsubmission_file/k8s/app, 12345, Jane Doe",
    "all/Jane Doe_12345_assignsubmission_file_/app, 12345, Jane Doe",
    "all/Jane Doe_12345_assignsubmission_file_chart.tgz, 12345, Jane Doe",
    "all/Participant_12345_assignsubmission_file/app, 12345,",
    "all/O_Brien Al_7_assignsubmission_onlinetext/app, 7, O_Brien Al",
    "all/doejane_LATE_12345_67890_chart/app, 12345,",
    "all/doejane_12345_67890_chart.tgz, 12345,",
    "assignment_9100_export/submission_4711/app, 4711,",
    "all/app, ,",
    "all/app_1_2_x/app, ,",
    "all/my_submission_1x/app, ,",
  })
  void downloadsNameWhoseWorkItIs(String chart, String id, String name) {
    assertThat(HandIn.of(Path.of("/work").resolve(chart)))
        .isEqualTo(new HandIn(Optional.ofNullable(id), Optional.ofNullable(name)));
  }

  @Test
  void whatIsSaidCountsFirst() {
    HandIn found = HandIn.of(Path.of("/all/Jane Doe_12345_assignsubmission_file/app"));

    assertThat(HandIn.said(Optional.of("jane@example.com"), Optional.empty()).or(found))
        .isEqualTo(new HandIn(Optional.of("jane@example.com"), Optional.of("Jane Doe")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "../x", "-x", "=1+1", "a:b", "ünï"})
  void anIdThatIsNoneIsRefused(String id) {
    assertThatThrownBy(() -> HandIn.said(Optional.of(id), Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--submission is '" + id + "'. Use letters");
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertThatThrownBy(() -> HandIn.said(Optional.empty(), Optional.of("x".repeat(201))))
        .hasMessageContaining("--name has 201 characters");
  }
}
