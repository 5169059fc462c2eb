package io.github.statefulsetlab.kube.timeline;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The recorded history is not complete, so nothing can be concluded from it. Not an {@link
 * AssertionError} on purpose: that is the grader's fault, never the submission's.
 */
public final class TimelineGapException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  TimelineGapException(List<Gap> gaps) {
    super(
        "The recorded history has a gap, so nothing can be concluded from it: "
            + gaps.stream().map(Gap::toString).collect(Collectors.joining("; ")));
  }
}
