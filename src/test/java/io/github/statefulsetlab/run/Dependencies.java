package io.github.statefulsetlab.run;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Says which criteria a criterion depends on: where one of them is broken, it can't hold either.
 * Found by {@link ServiceLoader}.
 */
public interface Dependencies {

  /** Ids of the criteria that this one depends on, directly or not; empty if it is unknown. */
  List<String> of(String criterion);

  /** What all that there are say together. */
  static Dependencies found() {
    List<Dependencies> all =
        ServiceLoader.load(Dependencies.class).stream().map(ServiceLoader.Provider::get).toList();
    return criterion -> all.stream().flatMap(by -> by.of(criterion).stream()).distinct().toList();
  }
}
