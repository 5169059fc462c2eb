package io.github.statefulsetlab.submission;

import java.util.ServiceLoader;

/** Says what an assignment asks of every submission of a run; found by {@link ServiceLoader}. */
public interface AskedSource {

  /** What is asked for; {@link Asked#NOTHING} where no assignment is named. */
  Asked asked();

  /** What all sources together ask for. */
  static Asked ofAll() {
    return ServiceLoader.load(AskedSource.class).stream()
        .map(source -> source.get().asked())
        .reduce(Asked.NOTHING, Asked::or);
  }
}
