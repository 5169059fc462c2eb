package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.chart.Patch;

/** Installs labs for a behaviour that needs other ones than its submission's own. */
public interface Labs {

  /** Installs the submission with these patches and returns as soon as Helm does. */
  Lab installing(Patch... patches);

  /** As {@link Lab#hinting}: for what is asserted without a lab. */
  void hinting(String instead);

  /** Skips the behaviour unless this pod management policy was asked for. */
  void onlyWherePolicyIs(String policy);
}
