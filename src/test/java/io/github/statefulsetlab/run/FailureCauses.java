package io.github.statefulsetlab.run;

import io.github.statefulsetlab.installation.HinderedPodsException;
import io.github.statefulsetlab.installation.NotReadyException;
import io.github.statefulsetlab.lab.context.Assumptions;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.remedy.Advice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The criteria that a failure follows from where one of them is broken. */
final class FailureCauses {

  /** What keeps pods from becoming ready. */
  private static final List<String> NOT_READY = List.of("storage.claims-bound", "probes.present");

  private FailureCauses() {}

  /**
   * Their ids, most likely first.
   *
   * @param set the StatefulSet of the lab where it failed; empty where none was installed
   */
  static List<String> of(Throwable failure, Optional<Assumptions> set) {
    List<String> causes = new ArrayList<>(Hint.of(failure).map(Advice::about).orElse(List.of()));
    causes.addAll(DependsOn.of(failure));
    if (failure instanceof NotReadyException || failure instanceof HinderedPodsException) {
      causes.addAll(NOT_READY);
    }
    if (set.filter(Assumptions::hasAnotherPolicy).isPresent()) {
      causes.add("ordering.policy-as-asked");
    }
    return List.copyOf(causes);
  }
}
