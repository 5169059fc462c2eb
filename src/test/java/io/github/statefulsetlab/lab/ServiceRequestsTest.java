package io.github.statefulsetlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.ServiceRequests.Address;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where a Service is asked")
class ServiceRequestsTest {

  @Test
  void anAddressOfEitherFamilyIsWrittenAsInAUrl() {
    assertThat(new Address("172.17.0.2", 30484)).hasToString("172.17.0.2:30484");
    assertThat(new Address("fd00::1", 80)).hasToString("[fd00::1]:80");
  }
}
