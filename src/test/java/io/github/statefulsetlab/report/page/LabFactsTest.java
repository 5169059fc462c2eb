package io.github.statefulsetlab.report.page;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the two runs of the lab found must stand in the reports that are made from a run of the
 * profiles that replay them; from one that was recorded, since there is no cluster here.
 */
@DisplayName("The lab report, made from a recorded run, says that")
class LabFactsTest {

  @TempDir private Path reports;

  private record Recorded(String criterion, Map<String, String> evidence) {}

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void eachOrdinalHasAPodAndABoundClaimOfItsOwn(String profile) throws IOException {
    String report = report(profile);

    for (int ordinal = 0; ordinal < 3; ordinal++) {
      assertThat(report)
          .containsPattern("    pod/%s-%d +1/1 +Running +0 +\\d+s".formatted(profile, ordinal))
          .containsPattern(
              "    persistentvolumeclaim/%1$s-pvc-%1$s-%2$d +Bound +pvc-\\S+ +100Mi +RWO +local-path"
                  .formatted(profile, ordinal));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void theChartsNotesAreShownAfterItsInstallation(String profile) throws IOException {
    assertThat(report(profile))
        .containsPattern(
            "Release notes:\n\n    %1$s is installed in namespace .*StatefulSet %1$s, 3 pod"
                .formatted(profile));
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

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void eachPodCountsItsOwnVisits(String profile) throws IOException {
    assertThat(report(profile))
        .containsPattern(
            "POD +BEFORE +VISITS +AFTER\n( +%s-\\d +\\d+ +\\d+ +\\d+\n){3}".formatted(profile));
  }

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void aDeletedPodFindsItsClaimAndItsCountAgain(String profile) throws IOException {
    assertThat(report(profile))
        .containsPattern("POD +BEFORE +NOW\n( +%s-\\d +(\\d+) +\\2\n){2}".formatted(profile))
        .containsPattern("%1$s +2/2 +\\d+s\n +%1$s +1/2 +\\d+s\n +%1$s +2/2".formatted(profile))
        .containsPattern(profile + "-1 +Terminating(?s:.*)" + profile + "-1 +gone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void fullNamesAnswerAndTheShortOneDependsOnWhoAsks(String profile) throws IOException {
    assertThat(report(profile))
        .containsPattern(
            "Name:\\s+%1$s-1\\.%1$s\\.\\S+\\.svc\\.cluster\\.local\n +Address: 10\\."
                .formatted(profile))
        .contains("server can't find %1$s-0.%1$s: NXDOMAIN".formatted(profile))
        .containsPattern("getent ahostsv4 %1$s-0\\.%1$s\n +10\\.".formatted(profile))
        .contains("search list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void livenessRestartsAndReadinessTakesOutOfTheService(String profile) throws IOException {
    assertThat(report(profile))
        .containsPattern(profile + "-0: .*ready from .*, restart at")
        .containsPattern(
            "40 visits(?s:.)+POD +BEFORE +AFTER\n +%1$s-0 .*\n +%1$s-1 +(\\d+) +\\1\n"
                .formatted(profile));
  }

  @ParameterizedTest
  @ValueSource(strings = {"moscow-time", "python-app"})
  void anUpdateIsHeldBackAndGoesBack(String profile) throws IOException {
    assertThat(report(profile))
        .containsSubsequence(
            "ordering.side-by-side",
            "## Update strategies",
            "updates.partition",
            profile + "-1: " + profile + "-",
            "updates.on-delete",
            profile + "-0: " + profile + "-",
            "updates.rollback",
            profile + "-1: " + profile + "-");
  }

  @Test
  void moscowTimeIsServedInsideAndStartsInOrder() throws IOException {
    assertThat(report("moscow-time"))
        .containsPattern("moscow-time +OrderedReady +moscow-time")
        .containsPattern("statefulset.apps/moscow-time +3/3")
        .containsPattern("service/moscow-time +ClusterIP +10\\.\\S+ +<none> +8000/TCP")
        .contains("ordering.ordered-ready-start")
        .doesNotContain("ordering.parallel-start");
  }

  @Test
  void pythonAppIsServedAtTheNodesAndStartsAtOnce() throws IOException {
    assertThat(report("python-app"))
        .containsPattern("python-app +Parallel +python-app")
        .containsPattern("statefulset.apps/python-app +3/3")
        .containsPattern("service/python-app +NodePort +10\\.\\S+ +<none> +8000:3\\d{4}/TCP")
        .contains("ordering.parallel-start")
        .doesNotContain("ordering.ordered-ready-start");
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
