package io.github.statefulsetlab.behaviours.ordering;

import static io.github.statefulsetlab.kube.TimelineAssert.assertThat;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.Behaviour;
import io.github.statefulsetlab.lab.Behaviour.Needs;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabTest;
import io.github.statefulsetlab.lab.Labs;
import io.github.statefulsetlab.lab.ReadinessFaults;
import io.github.statefulsetlab.lab.Submission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Ordering")
class StartIT {

  @Parameter Submission submission;

  @Behaviour("ordering.ordered-ready-start")
  void podsStartOneAfterAnother(Lab lab) {
    lab.onlyWherePolicyIs(StatefulSets.ORDERED_READY);
    assertThat(lab.timeline()).pods(lab.podNames()).startedOneByOne();
  }

  @Behaviour(value = "ordering.parallel-start", needs = Needs.NO_LAB)
  void podsStartAllAtOnce(Labs labs) {
    labs.onlyWherePolicyIs(StatefulSets.PARALLEL);
    Lab lab = labs.installing(ReadinessFaults.neverReady());

    lab.eventually(
        "all pods exist while none is ready",
        () -> {
          assertThat(lab.timeline()).noneBecameReady(lab.podNames());
          assertThat(lab.timeline()).allExist(lab.podNames());
        });
  }
}
