package io.github.statefulsetlab.grading;

import io.github.statefulsetlab.submission.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Told of the grade of a run that ends, to write it in other forms; found by {@link ServiceLoader}.
 */
public interface GradeListener {

  /** All that there are. */
  static List<GradeListener> all() {
    return ServiceLoader.load(GradeListener.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * Nothing has been graded yet.
   *
   * @throws UsageException if the grade can't be written as it was asked for
   */
  default void begin() {}

  /**
   * The run ends, or points were computed again from what it saw.
   *
   * @param reports the folder of all reports
   */
  void gradeWritten(Grade grade, Path reports);

  /** The status that the process ends with, where whoever reads the grade wants another. */
  default int exitStatus(int status) {
    return status;
  }
}
