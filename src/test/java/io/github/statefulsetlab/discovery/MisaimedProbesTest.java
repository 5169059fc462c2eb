package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Chart;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.ProbePorts;
import io.github.statefulsetlab.submission.Submission;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Probes at a port where nothing answers")
class MisaimedProbesTest {

  private static final String MISSING = "student/app:1";
  private static final String OWN = "local/app:1";

  private static Manifests manifests(String image, String probes) {
    return Manifests.parse(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
                - name: app
                  image: %s
                  ports: [{name: http, containerPort: 5000}]
                  %s
                - name: metrics
                  image: local/exporter:1
                  ports: [{containerPort: 9090}]
        """
            .formatted(image, probes));
  }

  private static MisaimedProbes of(String image, String probes, Set<String> unanswered) {
    Manifests manifests = manifests(image, probes);
    InstallPlan plan = plan(manifests);
    return MisaimedProbes.of(plan, prepared(manifests, plan), unanswered);
  }

  private static InstallPlan plan(Manifests manifests) {
    Submission submission =
        Submission.of("web", new Chart(Path.of("chart"), Path.of("chart"), "web", "1.0.0", "1"))
            .build();
    return InstallPlanner.plan(
        submission,
        manifests,
        Optional.empty(),
        "toolbox:1",
        image -> MISSING.equals(image) ? Optional.of("manifest unknown") : Optional.empty(),
        ClusterShape.UNKNOWN);
  }

  private static StatefulSet prepared(Manifests manifests, InstallPlan plan) {
    return manifests.with(plan.patches()).of(StatefulSet.class).get(0);
  }

  @Test
  void areThoseAtANumberThatNothingElseNames() {
    String probes = "readinessProbe: {httpGet: {path: /ready, port: 8080}}";

    assertThat(of(MISSING, probes, Set.of()).byKind()).isEqualTo(Map.of("readiness", "8080"));
    assertThat(of(AppImage.REFERENCE, probes, Set.of()).byKind())
        .isEqualTo(Map.of("readiness", "8080"));
  }

  @Test
  void areThoseAtANameThatTheContainerDoesNotDeclare() {
    String probes = "livenessProbe: {tcpSocket: {port: web}}";

    assertThat(of(MISSING, probes, Set.of()).byKind()).isEqualTo(Map.of("liveness", "web"));
    assertThat(of(OWN, probes, Set.of()).byKind()).isEqualTo(Map.of("liveness", "web"));
  }

  @Test
  void ofAnAppOfItsOwnAreThoseThatWereTried() {
    String probes = "livenessProbe: {httpGet: {path: /, port: 8080}}";

    assertThat(of(OWN, probes, Set.of()).byKind()).isEmpty();
    assertThat(of(OWN, probes, Set.of("8080")).byKind()).isEqualTo(Map.of("liveness", "8080"));
  }

  @Test
  void areNotThoseAtAPortOfTheAppOrOfAnotherContainerOfThePod() {
    String probes =
        """
        livenessProbe: {httpGet: {path: /, port: http}}
                  readinessProbe: {httpGet: {path: /, port: 9090}}\
        """;

    for (String image : List.of(MISSING, OWN, AppImage.REFERENCE)) {
      assertThat(of(image, probes, Set.of()).byKind()).as(image).isEmpty();
    }
  }

  @Test
  void askAtThePortOfTheAppOnACopy() {
    Manifests manifests =
        manifests(MISSING, "readinessProbe: {httpGet: {path: /ready, port: 8080}}");
    InstallPlan plan = plan(manifests);
    StatefulSet prepared = prepared(manifests, plan);
    StatefulSet copy =
        manifests
            .with(plan.patches())
            .with(MisaimedProbes.of(plan, prepared, Set.of()).patch(prepared).stream().toList())
            .of(StatefulSet.class)
            .get(0);

    assertThat(ProbePorts.asked(Containers.named("app", copy.getSpec().getTemplate().getSpec())))
        .isEqualTo(Map.of("readiness", "5000"));
    assertThat(MisaimedProbes.of(plan, copy, Set.of()).patch(copy)).isEmpty();
  }
}
