package io.github.statefulsetlab.behaviours.services;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.LabUse;
import io.github.statefulsetlab.submission.Submission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("Services")
class NodePortIT {

  @Parameter Submission submission;

  @Behaviour(value = "services.node-port", use = LabUse.COUNT)
  void theNodePortAnswersAtTheNodesAddress(Lab lab) {
    int visits = lab.counter().randomVisitCount();

    lab.clientTraffic().atTheNodes().awaitCounted(lab.pod(0), visits);
  }
}
