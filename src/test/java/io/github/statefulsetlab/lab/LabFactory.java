package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.lab.patch.SlowStart;
import io.github.statefulsetlab.lab.pod.LabPod;

/** Installs labs for a behaviour that needs other ones than its submission's own. */
public interface LabFactory {

  /** Installs the submission with these patches and returns as soon as Helm does. */
  Lab install(Patch... patches);

  /**
   * As {@link #install}, with the chart's own probes and their timing, for what is judged by those;
   * see {@link JudgedCopy}.
   */
  Lab installAsWritten(Patch... patches);

  /** Installs the submission with these patches and waits until all pods are ready. */
  Lab installReady(Patch... patches);

  /**
   * As {@link #installReady}, for a behaviour that makes the app's readiness probe fail with {@link
   * LabPod#breakReadiness}: an app that can only be frozen for that must not be restarted, and
   * where that would not be noticed, pods get a gate.
   */
  Lab installToBreakReadiness(Patch... patches);

  /**
   * The lab that behaviours share. Where the submission replays a run whose {@code serviceName} is
   * a plain Service on purpose, and the chart has no headless one, a copy with that Service made
   * headless.
   */
  Lab withHeadlessService();

  /** Skips the behaviour where the livenessProbe can't tell an app that hangs. */
  void assumeLivenessNoticesAHang();

  /** Skips the behaviour where {@link SlowStart} is not possible. */
  void assumeStartCanBeSlow();
}
