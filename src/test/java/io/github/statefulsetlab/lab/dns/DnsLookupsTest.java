package io.github.statefulsetlab.lab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What busybox's nslookup prints")
class DnsLookupsTest {

  private static final String SERVER =
      """
      Server:\t\t10.43.0.10
      Address:\t10.43.0.10:53

      """;

  @Test
  void givesTheAddressesAfterTheServersOwn() {
    assertThat(
            DnsLookups.addresses(
                SERVER
                    + """
                    Name:\tweb.lab.svc.cluster.local
                    Address: 10.42.0.7
                    Name:\tweb.lab.svc.cluster.local
                    Address: 10.42.0.8
                    """))
        .containsExactly("10.42.0.7", "10.42.0.8");
  }

  @Test
  void givesThemInTheOlderFormToo() {
    assertThat(
            DnsLookups.addresses(
                """
                Server:    10.43.0.10
                Address 1: 10.43.0.10 kube-dns.kube-system.svc.cluster.local

                Name:      web-0.web
                Address 1: 10.42.0.7 web-0.web.lab.svc.cluster.local
                """))
        .containsExactly("10.42.0.7");
  }

  @Test
  void givesNoneWhereThereIsNoAnswer() {
    assertThat(DnsLookups.addresses(SERVER + "** server can't find web-1.web: NXDOMAIN\n"))
        .isEmpty();
    assertThat(DnsLookups.addresses("")).isEmpty();
    assertThat(new DnsAnswer(java.util.List.of(), "** can't find: NXDOMAIN").isNxDomain()).isTrue();
    assertThat(new DnsAnswer(java.util.List.of(), "** can't find: SERVFAIL").isNxDomain())
        .isFalse();
  }
}
