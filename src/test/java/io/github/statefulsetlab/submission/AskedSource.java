package io.github.statefulsetlab.submission;

import java.util.ServiceLoader;

/** Says what an assignment asks of every submission of a run; found by {@link ServiceLoader}. */
public interface AskedSource {

  /**
   * What is asked for; {@link Asked#NOTHING} where no assignment is named.
   *
   * @param role {@link Submission#MAIN}, or that of a further chart
   * @throws UsageException if no assignment asks for a chart in that role
   */
  Asked asked(String role);

  /** What all sources together ask for. */
  static Asked ofAll(String role) {
    return ServiceLoader.load(AskedSource.class).stream()
        .map(source -> source.get().asked(role))
        .reduce(Asked.NOTHING, Asked::or);
  }
}
