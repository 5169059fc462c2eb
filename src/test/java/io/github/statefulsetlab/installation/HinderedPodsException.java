package io.github.statefulsetlab.installation;

import io.github.statefulsetlab.kube.timeline.Obstacle;
import io.github.statefulsetlab.submission.NotGradableException;
import java.io.Serial;

/**
 * The pods can't become ready, for a reason that Kubernetes tells: the submission can't be judged
 * by what needs them, unless a criterion that is about the reason fails.
 */
public final class HinderedPodsException extends NotGradableException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Obstacle obstacle;

  HinderedPodsException(String headline, Obstacle obstacle) {
    super(headline + " " + obstacle);
    this.obstacle = obstacle;
  }

  /** What is in the way. */
  public Obstacle obstacle() {
    return obstacle;
  }
}
