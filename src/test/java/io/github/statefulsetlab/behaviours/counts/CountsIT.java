package io.github.statefulsetlab.behaviours.counts;

import io.github.statefulsetlab.lab.ClientTraffic;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Counts")
class CountsIT {

  private static final int MANY = 200;

  @Parameter Submission submission;

  @CoreBehaviour(value = "counts.diverge", use = LabUse.COUNT)
  void podsCountTheirOwnVisits(Lab lab) {
    List<LabPod> pods = lab.pods();
    List<Long> before = lab.counter().counts();
    List<Integer> visits = lab.counter().distinctVisitCounts(pods.size());

    for (int i = 0; i < pods.size(); i++) {
      pods.get(i).visit(visits.get(i));
    }

    List<Long> after = lab.counter().counts();
    List<Long> expected = new ArrayList<>();
    for (int i = 0; i < pods.size(); i++) {
      expected.add(before.get(i) + visits.get(i));
    }
    lab.evidence().counts(lab.podNames(), before, visits, after);
    lab.counter().assertCounts("Counts after %s visits".formatted(visits), expected);
  }

  @CoreBehaviour(value = "counts.isolated", use = LabUse.COUNT)
  void visitsToOnePodLeaveTheOthersAlone(Lab lab) {
    LabPod visited = lab.pod(0);
    List<Long> before = lab.counter().counts();
    int visits = lab.counter().randomVisitCount();

    visited.visit(visits);

    List<Long> expected = new ArrayList<>(before);
    expected.set(0, before.get(0) + visits);
    lab.counter().assertCounts("Counts after %d visits to %s".formatted(visits, visited), expected);
  }

  @CoreBehaviour(value = "counts.served-and-stored", use = LabUse.COUNT)
  void whatEachPodReportsIsOnItsVolume(Lab lab) {
    lab.counter().visitEveryPod();
    lab.clientTraffic().visitIfOpen();

    List<Long> before = lab.counter().counts();
    List<Long> stored = lab.storage().storedCounts();
    List<Long> after = lab.counter().counts();

    lab.dependingOn(
        List.of("storage.mounted-where-written", "storage.claims-bound"),
        () -> lab.storage().assertStored(before, stored, after));
  }

  @Behaviour(value = "counts.load-balanced", use = LabUse.COUNT)
  void theServiceReachesEveryPod(Lab lab) {
    ClientTraffic traffic = lab.clientTraffic();
    traffic.assumeNoSessionAffinity();

    traffic.awaitReachingAll(lab.pods());
  }

  @Behaviour(value = "counts.concurrent", use = LabUse.COUNT)
  void visitsAtTheSameTimeAreAllCounted(Lab lab) {
    LabPod pod = lab.pod(0);
    long before = pod.count();

    pod.visitConcurrently(MANY);

    lab.counter()
        .assertCount(
            pod,
            "Count after %d visits at the same time, which was %d before,".formatted(MANY, before),
            before + MANY);
  }
}
