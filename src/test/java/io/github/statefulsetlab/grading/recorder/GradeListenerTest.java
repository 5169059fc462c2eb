package io.github.statefulsetlab.grading.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.grading.Grade;
import io.github.statefulsetlab.grading.GradeListener;
import io.github.statefulsetlab.grading.Observations;
import io.github.statefulsetlab.submission.Submission;
import io.github.statefulsetlab.submission.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradeListenerTest {

  @TempDir Path reports;

  private final List<Grade> told = new ArrayList<>();

  private GradeRecorder recorder(GradeListener listener) {
    GradeRecorder recorder =
        new GradeRecorder(
            reports.resolve("launcher"), () -> GradingOptions.NONE, List.of(listener));
    Submission submission = Observations.submission("sub");
    recorder.runStarted(Observations.settings(reports), List.of(submission));
    recorder.behaviourStarted("counts.diverge", submission);
    recorder.behaviourFinished(Observations.passed("counts.diverge", submission));
    return recorder;
  }

  private String exitStatus() throws IOException {
    return Files.readString(reports.resolve("launcher").resolve(GradeRecorder.EXIT_STATUS)).strip();
  }

  @Test
  void isToldOfTheWholeGradeAtTheEnd() {
    GradeRecorder recorder = recorder((grade, folder) -> told.add(grade));
    assertThat(told).isEmpty();

    recorder.runFinished();

    assertThat(told)
        .singleElement()
        .satisfies(grade -> assertThat(grade.run().complete()).isTrue());
  }

  @Test
  void saysWhichStatusTheProcessEndsWith() throws IOException {
    recorder(
            new GradeListener() {
              @Override
              public void gradeWritten(Grade grade, Path folder) {
                told.add(grade);
              }

              @Override
              public int exitStatus(int status) {
                return told.isEmpty() ? 5 : 7 + status;
              }
            })
        .runFinished();

    assertThat(exitStatus()).as("of a listener that has been told").isEqualTo("7");
    assertThat(told.get(0).run().exitStatus()).isZero();
  }

  @Test
  void refusesWhatItCantWriteBeforeTheRun() {
    GradeRecorder recorder =
        new GradeRecorder(
            reports.resolve("launcher"),
            () -> GradingOptions.NONE,
            List.of(
                new GradeListener() {
                  @Override
                  public void begin() {
                    throw new UsageException("no such grade book");
                  }

                  @Override
                  public void gradeWritten(Grade grade, Path folder) {
                    told.add(grade);
                  }
                }));

    assertThatThrownBy(recorder::runAsked)
        .isInstanceOf(UsageException.class)
        .hasMessage("no such grade book");
  }

  @Test
  void thatCanNotWriteIsAFaultOfTheGrader() throws IOException {
    GradeRecorder recorder =
        recorder(
            (grade, folder) -> {
              throw new IllegalStateException("disk full");
            });

    assertThatThrownBy(recorder::runFinished).hasMessage("disk full");
    assertThat(exitStatus()).isEqualTo("3");
  }
}
