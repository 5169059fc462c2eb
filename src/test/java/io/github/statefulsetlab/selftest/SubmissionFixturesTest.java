package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.ChartException;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.chart.helm.HelmRunner;
import io.github.statefulsetlab.grading.Criterion;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.kube.Workloads;
import io.github.statefulsetlab.selftest.SubmissionFixture.ExpectedVerdict;
import io.github.statefulsetlab.submission.StudentCharts;
import io.github.statefulsetlab.submission.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fixtures say what can be true, and have in them what charts of students have. */
@TestInstance(Lifecycle.PER_CLASS)
class SubmissionFixturesTest {

  private static final String KUBERNETES = "v1.36.1";
  private static final Path README = Path.of("src/test/resources/submissions/README.md");

  /** The last section of LAB.md, and what belongs with it. */
  private static final Set<String> FEATURES =
      Set.of(
          // Grown from helm create
          "helm-create",
          "autoscaling",
          "ingress",
          "service-account",
          "helm-test",
          "several-values-files",
          "values-file-given",
          "set-given",
          "kind-switch",
          "packaged",
          // Libraries
          "library-beside",
          "library-vendored",
          "chart-lock",
          // Hooks
          "pre-install-hook",
          "post-install-hook",
          "hook-pod",
          "hook-job",
          "sleeping-hook",
          // Images
          "image-on-ghcr",
          "image-on-docker-hub",
          "start-command",
          "init-container",
          "sidecar",
          // Configuration
          "config-from-files",
          "secret-in-template",
          "secret-missing",
          "vault-annotations",
          "service-account-missing",
          "refused-by-admission",
          "privileged",
          // The app
          "port-3000",
          "port-5000",
          "port-8000",
          "port-8080",
          "needs-its-peers",
          "mount-data",
          "mount-app-data",
          "mount-app-visits",
          "mount-var-lib",
          "mount-usr-src",
          "file-in-environment",
          "no-count-page",
          "count-as-json",
          "count-elsewhere",
          "lab-yaml",
          "lab-yaml-in-part",
          // Services
          "governing-plain",
          "governing-headless",
          "governing-missing",
          "wrong-service-selector",
          "wrong-target-port",
          "fixed-node-port",
          "load-balancer",
          // The StatefulSet
          "two-stateful-sets",
          "no-stateful-set",
          "two-replicas",
          "partition-left-in",
          "policy-fixed",
          "policy-from-values",
          "policy-missing",
          "labels-do-not-match",
          "deployment-beside",
          "deployment-thrown-away",
          "does-not-render",
          // Volumes
          "claim-of-1Mi",
          "shared-claim",
          "versioned-claim-template",
          "mounted-elsewhere",
          "block-volume",
          // Nodes
          "made-for-more-nodes",
          // Probes
          "probes-on-root",
          "one-path-for-both-probes",
          "exec-probes",
          "startup-probe",
          "no-probes",
          // Of charts that nobody wrote for a course
          "app-none",
          "cluster-scoped",
          "custom-resources",
          "database",
          "fixed-namespace",
          "headless-only",
          "https-probes",
          "keys-twice",
          "kind-from-a-value",
          "long-names",
          "merge-keys",
          "metrics-service",
          "native-sidecar",
          "network-policy",
          "no-revision-history",
          "one-replica",
          "ordinals-from-three",
          "port-27017",
          "port-5432",
          "port-6379",
          "retention-policy-set",
          "selector-expressions",
          "session-affinity",
          "several-ports",
          "tcp-probes",
          "twelve-pods",
          "two-claim-templates",
          "two-node-ports",
          "values-found");

  private final HelmRunner helm = new HelmRunner();
  private final Set<String> criteria = Criterion.all().keySet();

  @TempDir Path work;

  static List<SubmissionFixture> fixtures() {
    return SubmissionFixture.all();
  }

  static Stream<SubmissionFixture> rightOnes() {
    return fixtures().stream().filter(SubmissionFixture::right);
  }

  @BeforeAll
  void thereAreSome() {
    assertThat(fixtures()).hasSizeGreaterThanOrEqualTo(14);
    assertThat(rightOnes()).hasSizeGreaterThanOrEqualTo(5);
  }

  @AfterAll
  void stopHelm() {
    helm.close();
  }

  @Test
  void allThatStudentsChartsHaveIsInOneOfThem() {
    assertThat(fixtures().stream().flatMap(fixture -> fixture.features().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(FEATURES);
  }

  @Test
  void eachIsAnotherMix() {
    assertThat(fixtures()).extracting(SubmissionFixture::features).doesNotHaveDuplicates();
  }

  @Test
  void theReadmeTellsOfEach() throws IOException {
    assertThat(Files.readString(README).lines().filter(line -> line.startsWith("| [")))
        .map(line -> line.replaceFirst("^\\| \\[([^]]+)].*\\| (right|wrong) \\|$", "$1 $2"))
        .containsExactlyElementsOf(
            fixtures().stream().map(f -> f.name() + (f.right() ? " right" : " wrong")).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void namesOnlyCriteriaThatExistAndEachOnce(SubmissionFixture fixture) {
    Set<String> verdicts = fixture.deserved().verdicts().keySet();

    assertThat(verdicts).isSubsetOf(criteria);
    assertThat(fixture.deserved().verdicts().values().stream())
        .map(ExpectedVerdict::of)
        .filteredOn(Objects::nonNull)
        .isSubsetOf(fixture.deserved().statefulSets());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void rendersToTheStatefulSetsThatItNames(SubmissionFixture fixture) throws IOException {
    if (!fixture.renders()) {
      assertThatExceptionOfType(ChartException.class).isThrownBy(() -> rendered(fixture));
      return;
    }
    assertThat(rendered(fixture).of(StatefulSet.class))
        .extracting(set -> set.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(fixture.deserved().statefulSets());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rightOnes")
  void aRightOneLooksRight(SubmissionFixture fixture) throws IOException {
    Manifests manifests = rendered(fixture);
    List<Service> services = manifests.of(Service.class);

    assertThat(manifests.of(Deployment.class)).isEmpty();
    assertThat(Workloads.selectingNothing(services, manifests.of(HasMetadata.class))).isEmpty();
    assertThat(manifests.of(StatefulSet.class))
        .allSatisfy(
            set -> {
              List<Service> theirs = Workloads.selecting(services, set);
              assertThat(Workloads.selects(set, Workloads.podLabels(set))).isTrue();
              assertThat(StatefulSets.replicas(set)).isPositive();
              assertThat(Workloads.headless(theirs))
                  .extracting(service -> service.getMetadata().getName())
                  .containsExactly(set.getSpec().getServiceName());
            });
  }

  private Manifests rendered(SubmissionFixture fixture) throws IOException {
    Path folder = Files.createTempDirectory(work, fixture.name());
    ChartDelivery delivery = new ChartDelivery(fixture.handedIn(), folder);
    Submission submission =
        StudentCharts.handedIn(delivery.chart(), fixture.handedIn().values(), helm).get(0);
    return Manifests.parse(
        helm.template(
            submission.chart(), submission.values(), submission.release(), "course", KUBERNETES));
  }
}
