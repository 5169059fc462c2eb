package io.github.statefulsetlab.behaviours.counts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.Behaviour;
import io.github.statefulsetlab.lab.Behaviour.Needs;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabPod;
import io.github.statefulsetlab.lab.LabTest;
import io.github.statefulsetlab.lab.Submission;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Counts")
class CountsIT {

  @Parameter Submission submission;

  @Behaviour(value = "counts.diverge", needs = Needs.SHARED_LAB_AND_ITS_COUNTS)
  void podsCountTheirOwnVisits(Lab lab) {
    List<LabPod> pods = lab.pods();
    List<Long> before = lab.counts();
    List<Integer> visits = lab.differentTimes(pods.size());

    for (int i = 0; i < pods.size(); i++) {
      pods.get(i).isVisited(visits.get(i));
    }

    List<Long> after = lab.counts();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      expected.add(before.get(i) + visits.get(i));
    }
    lab.evidence().counts(pods, before, visits, after);
    assertThat(after)
        .as("counts of %s after %s visits, from %s", pods, visits, before)
        .isEqualTo(expected);
  }

  @Behaviour(value = "counts.isolated", needs = Needs.SHARED_LAB_AND_ITS_COUNTS)
  void visitsToOnePodLeaveTheOthersAlone(Lab lab) {
    LabPod visited = lab.pod(0);
    List<Long> before = lab.counts();
    int visits = lab.someTimes();

    visited.isVisited(visits);

    List<Long> after = lab.counts();
    assertThat(after.get(0)).as("count of the visited pod").isEqualTo(before.get(0) + visits);
    assertThat(after.subList(1, after.size()))
        .as("counts of the pods that were not visited")
        .isEqualTo(before.subList(1, before.size()));
  }
}
