package io.github.statefulsetlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the two runs of the lab found must stand in the reports that are made from a run of the
 * profiles that replay them; from one that was recorded, since there is no cluster here.
 */
@DisplayName("The lab report, made from a recorded run, says that")
class LabFactsTest {

  @TempDir private Path reports;

  private static final String MOSCOW_TIME = "moscow-time";
  private static final String PYTHON_APP = "python-app";
  private static final List<String> BOTH = List.of(MOSCOW_TIME, PYTHON_APP);

  private record Recorded(String criterion, Map<String, String> evidence) {}

  /**
   * Something that a run of the lab found.
   *
   * @param profiles those that replay a run that found it
   * @param criterion where the report shows it
   * @param pattern what stands there; {@code %1$s} is the profile's name
   */
  private record Fact(List<String> profiles, String found, String criterion, String pattern) {}

  private static final List<Fact> FACTS =
      List.of(
          new Fact(
              BOTH,
              "the release's notes are printed",
              "storage.claims-bound",
              "Release notes:\n\n +%1$s is installed in namespace .*StatefulSet %1$s, 3 pod"),
          new Fact(
              BOTH,
              "a StatefulSet of three pods is ready",
              "storage.claims-bound",
              "statefulset.apps/%1$s +3/3"),
          new Fact(
              BOTH,
              "three pods run, one for each ordinal",
              "storage.claims-bound",
              "( +pod/%1$s-\\d +1/1 +Running +0 +\\d+s.*\n){3}"),
          new Fact(
              BOTH,
              "three claims are Bound, 100Mi, RWO, of the class local-path",
              "storage.claims-bound",
              "( +persistentvolumeclaim/%1$s-pvc-%1$s-\\d +Bound +pvc-\\S+ +100Mi +RWO +local-path .*\n){3}"),
          new Fact(
              List.of(MOSCOW_TIME),
              "the default policy",
              "storage.claims-bound",
              "%1$s +OrderedReady +%1$s"),
          new Fact(
              List.of(MOSCOW_TIME),
              "a Service with an address inside the cluster, port 8000",
              "storage.claims-bound",
              "service/%1$s +ClusterIP +10\\.\\S+ +<none> +8000/TCP"),
          new Fact(
              List.of(PYTHON_APP),
              "podManagementPolicy: Parallel",
              "storage.claims-bound",
              "%1$s +Parallel +%1$s"),
          new Fact(
              List.of(PYTHON_APP),
              "a Service of type NodePort, port 8000",
              "storage.claims-bound",
              "service/%1$s +NodePort +10\\.\\S+ +<none> +8000:3\\d{4}/TCP"),
          new Fact(
              List.of(PYTHON_APP),
              "the NodePort answers at the node's address",
              "services.node-port",
              "wget -qO- http://\\d+\\.\\d+\\.\\d+\\.\\d+:3\\d{4}/"
                  + "(?s:.)+POD +BEFORE +AFTER\n( +%1$s-\\d +\\d+ +\\d+\n){3}"),
          new Fact(
              BOTH,
              "each pod counts the visits that it gets",
              "counts.diverge",
              "POD +BEFORE +VISITS +AFTER\n( +%1$s-\\d +\\d+ +\\d+ +\\d+\n){3}"),
          new Fact(
              BOTH,
              "the Service spreads requests over the pods",
              "counts.load-balanced",
              "POD +BEFORE +VISITS +AFTER\n( +%1$s-\\d +\\d+ +[1-9]\\d* +\\d+\n){3}"),
          new Fact(
              BOTH,
              "after requests through the Service each pod's file holds a number of its own",
              "counts.served-and-stored",
              "POD +REPORTS +FILE\n( +%1$s-0 +(\\d+) +\\2\n)( +%1$s-1 +(\\d+) +\\4\n)"
                  + "( +%1$s-2 +(\\d+) +\\6\n)"),
          new Fact(
              BOTH,
              "pod 0 is deleted and reads its count again",
              "storage.survives-pod-deletion",
              "POD +BEFORE +NOW\n +%1$s-0 +([1-9]\\d*) +\\1\n"),
          new Fact(
              BOTH,
              "its claim is the same as before",
              "storage.survives-pod-deletion",
              "cat /claim/marker-\\w+\n +written by statefulset-lab"),
          new Fact(
              BOTH,
              "meanwhile two of three pods are ready",
              "storage.survives-pod-deletion",
              "%1$s +3/3 +\\d+s\n +%1$s +2/3 +\\d+s\n +%1$s +3/3"),
          new Fact(
              BOTH,
              "pod 0 goes and comes back",
              "storage.survives-pod-deletion",
              "%1$s-0 +Terminating(?s:.*)%1$s-0 +gone(?s:.*)%1$s-0 +Running, ready"),
          new Fact(
              BOTH,
              "the full name of each pod answers",
              "dns.pod-fqdn",
              "Name:\\s+%1$s-1\\.%1$s\\.\\S+\\.svc\\.cluster\\.local\n +Address: 10\\."),
          new Fact(
              BOTH,
              "a pod finds its own full name",
              "dns.follows-the-pod",
              "In pod %1$s-0:(?s:.)+Name:\\s+%1$s-0\\.%1$s\\.\\S+\n +Address: 10\\."),
          new Fact(
              BOTH,
              "the short name gives NXDOMAIN",
              "dns.short-name",
              "server can't find %1$s-0\\.%1$s: NXDOMAIN"),
          new Fact(
              BOTH,
              "why: programs that use the search list find it",
              "dns.short-name",
              "getent ahostsv4 %1$s-0\\.%1$s\n +10\\.(?s:.)+search list"),
          new Fact(
              BOTH,
              "liveness restarts a container",
              "probes.liveness-restarts",
              "%1$s-0: .*ready from .*, restart at"),
          new Fact(
              BOTH,
              "readiness takes a pod out of load balancing",
              "probes.readiness-gates-traffic",
              "40 visits(?s:.)+POD +BEFORE +AFTER\n +%1$s-0 .*\n +%1$s-1 +(\\d+) +\\1\n"),
          new Fact(
              List.of(MOSCOW_TIME),
              "pods start one after another",
              "ordering.ordered-ready-start",
              ""),
          new Fact(List.of(PYTHON_APP), "pods start all at once", "ordering.parallel-start", ""),
          new Fact(BOTH, "the two beside each other", "ordering.side-by-side", ""),
          new Fact(BOTH, "a partition holds an update back", "updates.partition", "%1$s-1: %1$s-"),
          new Fact(BOTH, "OnDelete waits for a deletion", "updates.on-delete", "%1$s-0: %1$s-"),
          new Fact(BOTH, "a rollback", "updates.rollback", "%1$s-1: %1$s-"));

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("facts")
  void isShown(String profile, String found, Fact fact) throws IOException {
    assertThat(step(report(profile), fact.criterion()))
        .as(found)
        .containsPattern(fact.pattern().formatted(profile));
  }

  static Stream<Arguments> facts() {
    return FACTS.stream()
        .flatMap(
            fact ->
                fact.profiles().stream().map(profile -> arguments(profile, fact.found(), fact)));
  }

  @Test
  void nothingOfTheOtherRun() throws IOException {
    assertThat(report(MOSCOW_TIME)).doesNotContain("ordering.parallel-start", "services.node-port");
    assertThat(report(PYTHON_APP)).doesNotContain("ordering.ordered-ready-start");
  }

  /** What the report says of one criterion, which is its title here. */
  private static String step(String report, String criterion) {
    int begin = report.indexOf("**" + criterion + ":");
    assertThat(begin).as("where the report shows %s", criterion).isNotNegative();
    int end = report.indexOf("\n**", begin + 1);
    return report.substring(begin, end < 0 ? report.length() : end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void eachCommandHasTheLabsNames(String profile) throws IOException {
    assertThat(report(profile))
        .contains(
            "    kubectl get po,sts,svc,pvc\n",
            "    kubectl delete pod %s-0\n".formatted(profile),
            "nslookup -type=a %1$s-0.%1$s.$NS.svc.cluster.local\n".formatted(profile),
            "\"claimName\":\"%1$s-pvc-%1$s-2\"".formatted(profile),
            "    kubectl rollout undo sts/%s\n".formatted(profile))
        .doesNotContainPattern("\\b(NAME|SERVICE|POD|FILE|RELEASE)-0|sts/NAME|exec POD");
  }

  private String report(String profile) throws IOException {
    List<Result> results = new ArrayList<>();
    for (Recorded recorded : recorded(profile)) {
      List<String> files = new ArrayList<>();
      for (Map.Entry<String, String> piece : recorded.evidence().entrySet()) {
        Path file = reports.resolve(Path.of("evidence", recorded.criterion(), piece.getKey()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, piece.getValue());
        files.add(reports.relativize(file).toString());
      }
      results.add(
          SampleGrades.result(recorded.criterion(), Verdict.PASS)
              .title(recorded.criterion())
              .evidence(files)
              .build());
    }
    SampleGrades.page(reports, SampleGrades.grade(null, SampleGrades.submission(profile, results)));
    return Files.readString(reports.resolve(profile).resolve("lab-report.md"));
  }

  private static List<Recorded> recorded(String profile) throws IOException {
    String name = "/recorded/" + profile + ".yaml";
    try (InputStream yaml =
        Objects.requireNonNull(LabFactsTest.class.getResourceAsStream(name), name)) {
      return new YAMLMapper().readValue(yaml, new TypeReference<>() {});
    }
  }
}
