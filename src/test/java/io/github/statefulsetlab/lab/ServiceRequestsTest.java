package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.ServiceRequests.Address;
import io.github.statefulsetlab.lab.remedy.Advice;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a Service is asked")
class ServiceRequestsTest {

  @Test
  void anAddressOfEitherFamilyIsWrittenAsInAUrl() {
    assertThat(new Address("172.17.0.2", 30484)).hasToString("172.17.0.2:30484");
    assertThat(new Address("fd00::1", 80)).hasToString("[fd00::1]:80");
  }

  @Test
  void aHintIsAboutWhatBecameOfTheRequest() {
    assertThat(ServiceRequests.remedy("Terminated\nno answer within 30 s\n", "web", "mend"))
        .contains(Advice.ANSWER_IN_TIME);
    assertThat(
            ServiceRequests.remedy("wget: server returned error: HTTP/1.1 403 no\n", "web", "mend"))
        .contains("mend");
    assertThat(
            ServiceRequests.remedy(
                "wget: can't connect to remote host (10.43.0.9): Connection refused\n",
                "web",
                "mend"))
        .hasValueSatisfying(hint -> assertThat(hint).contains("where Service web leads"));
    assertThat(ServiceRequests.remedy("wget: bad header line\n", "web", "mend")).isEmpty();
  }
}
