package io.github.statefulsetlab.behaviours.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.dns.DnsAnswer;
import io.github.statefulsetlab.lab.dns.DnsLookups;
import io.github.statefulsetlab.lab.dns.GoverningService;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.ReadinessGate;
import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.CoreBehaviour;
import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.submission.Submission;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.Parameter;

@LabTest
@DisplayName("DNS")
class NamesIT {

  @Parameter Submission submission;

  /** Longer than CoreDNS keeps a record of the cluster's: its TTL is 5 s. */
  private static final Duration LONGER_THAN_CACHED = Duration.ofSeconds(6);

  @CoreBehaviour("dns.pod-fqdn")
  void everyPodsFullNameGivesItsAddress(Lab lab) {
    DnsLookups lookups = lab.dns().lookups();
    Map<String, String> addresses = new LinkedHashMap<>();
    lab.pods().forEach(pod -> addresses.put(pod.fullName(), pod.address()));

    lookups.awaitEach(addresses, lookups::nslookup);
  }

  @CoreBehaviour("dns.short-name")
  void theShortNameNeedsTheSearchList(Lab lab) {
    DnsLookups lookups = lab.dns().lookups();
    LabPod pod = lab.pod(0);

    DnsAnswer resolved = lookups.awaitAnswer(pod.shortName(), lookups::getent);
    DnsAnswer asked = lookups.nslookup(pod.shortName());

    lookups.keep(asked);
    lab.evidence().add("Why the two differ", DnsLookups.WHY_SHORT_NAMES_FAIL);
    lab.dependingOn(
        List.of("dns.pod-fqdn"),
        () ->
            assertThat(resolved.found())
                .as("getent %s", pod.shortName())
                .containsExactly(pod.address()));
    assertThat(asked.transcript())
        .as("what busybox nslookup %s says", pod.shortName())
        .contains("NXDOMAIN");
  }

  @Behaviour("dns.other-namespace")
  void anotherNamespaceNeedsTheFullName(Lab lab) {
    DnsLookups elsewhere = lab.dns().lookupsFromAnotherNamespace();
    LabPod pod = lab.pod(0);

    DnsAnswer full = elsewhere.awaitAnswer(pod.fullName(), elsewhere::nslookup);
    DnsAnswer withoutNamespace = elsewhere.getent(pod.shortName());

    elsewhere.keep(withoutNamespace);
    lab.dependingOn(
        List.of("dns.pod-fqdn"),
        () ->
            assertThat(full.found())
                .as("addresses of the full name")
                .containsExactly(pod.address()));
    assertThat(withoutNamespace.found())
        .as("addresses of %s, asked for from another namespace", pod.shortName())
        .isEmpty();
  }

  @Behaviour("dns.service-records")
  void theServicesNameGivesAllReadyPods(LabFactory labs) {
    Lab lab = labs.withHeadlessService();
    GoverningService service = lab.dns().governingService();
    DnsLookups lookups = lab.dns().lookups().withRemedy(service.remedyForNoRecords());

    List<String> addresses = lab.pods().stream().map(LabPod::address).toList();
    lab.dependingOn(
        List.of("identity.ordinal-names"),
        () -> lookups.awaitExactly(service.fullName(), lookups::all, addresses));
    DnsLookups ofPorts = lookups.withRemedy(service.remedyForPorts());
    for (String port : service.portNames()) {
      ofPorts.awaitExactly(
          service.fullName(port), ofPorts::srv, lab.pods().stream().map(LabPod::fullName).toList());
    }
  }

  @Behaviour("dns.follows-the-pod")
  void theNameGivesTheNewPodsAddress(LabFactory labs) {
    Lab lab = labs.installReady(StatefulSetPatches.ONE_POD);
    DnsLookups lookups = lab.dns().lookupsFromAnotherNamespace();
    LabPod pod = lab.pod(0);
    lookups.awaitAmongOthers(pod.fullName(), lookups::nslookup, pod.address());
    String uid = pod.uid();

    pod.delete();
    pod.awaitReplacement(uid);

    lookups
        .at("now that it is recreated")
        .awaitExactly(pod.fullName(), lookups::nslookup, List.of(pod.address()));
    if (lab.dns().isAskedByPods()) {
      assertThat(lab.dns().askedBy(pod.name(), pod.fullName()).found())
          .as("addresses of %s, asked for by the pod itself", pod.fullName())
          .containsExactly(pod.address());
    }
  }

  @Behaviour("dns.only-ready-pods")
  void onlyReadyPodsHaveNames(LabFactory labs) {
    Lab lab = labs.install(StatefulSetPatches.ONE_POD, ReadinessGate.closed());
    DnsLookups lookups = lab.dns().lookupsFromAnotherNamespace();
    LabPod pod = lab.pod(0).awaitContainersReady();
    pod.openGate();
    List<String> address = List.of(pod.address());
    List<String> whileUnready =
        lab.dns().governingService().publishesNotReadyAddresses() ? address : List.of();
    lookups.awaitAmongOthers(pod.fullName(), lookups::nslookup, pod.address());

    pod.closeGate();
    lookups.awaitExactly(pod.fullName(), lookups::nslookup, whileUnready);
    lab.consistentlyFor(
        LONGER_THAN_CACHED,
        "what the name of the unready pod gives",
        () ->
            assertThat(lookups.nslookup(pod.fullName()).found())
                .as("addresses of %s, which is not ready", pod.fullName())
                .isEqualTo(whileUnready));

    pod.openGate();
    lookups.awaitExactly(pod.fullName(), lookups::nslookup, address);
  }
}
