package io.github.statefulsetlab.behaviours.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.Behaviour;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabPod;
import io.github.statefulsetlab.lab.LabTest;
import io.github.statefulsetlab.lab.Lookups;
import io.github.statefulsetlab.lab.Lookups.Answer;
import io.github.statefulsetlab.lab.Submission;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("DNS")
class NamesIT {

  @Parameter Submission submission;

  @Behaviour("dns.pod-fqdn")
  void everyPodsFullNameGivesItsAddress(Lab lab) {
    Lookups lookups = lab.lookups();
    for (LabPod pod : lab.pods()) {
      Answer answer = lab.found(pod.fullName(), lookups::nslookup);
      assertThat(answer.addresses())
          .as("addresses of %s", pod.fullName())
          .containsExactly(pod.address());
    }
  }

  @Behaviour("dns.short-name")
  void theShortNameNeedsTheSearchList(Lab lab) {
    Lookups lookups = lab.lookups();
    LabPod pod = lab.pod(1);

    Answer resolved = lab.found(pod.shortName(), lookups::getent);
    Answer asked = lookups.nslookup(pod.shortName());

    lookups.keep(asked);
    lab.evidence().add("Why the two differ", Lookups.WHY_SHORT_NAMES_FAIL);
    assertThat(resolved.addresses())
        .as("getent %s", pod.shortName())
        .containsExactly(pod.address());
    assertThat(asked.isNxDomain())
        .as("busybox nslookup %s says NXDOMAIN", pod.shortName())
        .isTrue();
  }
}
