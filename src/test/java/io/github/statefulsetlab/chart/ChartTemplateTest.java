package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the values of the bundled chart do to its manifests. */
@ResourceLock("helm")
class ChartTemplateTest {

  private static final Map<String, String> SELECTOR =
      Map.of("app.kubernetes.io/name", "counter", "app.kubernetes.io/instance", "lab");

  private final CounterChart chart;

  ChartTemplateTest(@TempDir Path folder) {
    chart = CounterChart.in(folder);
  }

  @Test
  void chartLintsStrictly() {
    LintResult result = chart.helm().lint().strict().call();

    assertThat(result.isFailed()).as("lint: %s", result.getMessages()).isFalse();
  }

  @Test
  void defaultsHaveAHeadlessServiceBesideTheClientService() {
    RenderedChart rendered = chart.render("");

    assertThat(rendered.set().getServiceName()).isEqualTo("lab-counter-headless");
    assertThat(rendered.service("lab-counter-headless").getSpec().getClusterIP()).isEqualTo("None");
    assertThat(rendered.service("lab-counter").getSpec())
        .returns("ClusterIP", spec -> spec.getType())
        .returns(null, spec -> spec.getClusterIP());
  }

  @Test
  void selectorsPodLabelsAndServicesAgree() {
    RenderedChart rendered = chart.render("podLabels: {team: blue, app.kubernetes.io/name: other}");

    assertThat(rendered.set().getSelector().getMatchLabels()).isEqualTo(SELECTOR);
    assertThat(rendered.pods().getMetadata().getLabels())
        .containsAllEntriesOf(SELECTOR)
        .containsEntry("team", "blue");
    assertThat(rendered.all(Service.class))
        .extracting(s -> s.getSpec().getSelector())
        .hasSize(2)
        .containsOnly(SELECTOR);
    assertThat(rendered.only(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels())
        .isEqualTo(SELECTOR);
    assertThat(rendered.pods().getSpec().getTopologySpreadConstraints())
        .singleElement()
        .returns(SELECTOR, c -> c.getLabelSelector().getMatchLabels());
  }

  @Test
  void podsMeetTheRestrictedPodSecurityStandard() {
    RenderedChart.assertRestricted(chart.render("").pods().getSpec());
  }

  @Test
  void appIsToldWhereToListenAndWrite() {
    RenderedChart rendered =
        chart.render(
            "{containerPort: 9000, persistence: {mountPath: /elsewhere}, faults: {enabled: true}}");

    assertThat(rendered.container().getEnv())
        .filteredOn(variable -> variable.getValue() != null)
        .extracting(EnvVar::getName, EnvVar::getValue)
        .containsExactlyInAnyOrder(
            tuple("PORT", "9000"),
            tuple("DATA_DIR", "/elsewhere"),
            tuple("VISITS_FILE", "visits.txt"),
            tuple("FAULTS", "enabled"));
    assertThat(rendered.container().getPorts())
        .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
        .containsExactly(tuple("http", 9000));
    assertThat(rendered.service("lab-counter").getSpec().getPorts())
        .extracting(ServicePort::getPort, ServicePort::getTargetPort)
        .containsExactly(tuple(8000, new IntOrString("http")));
  }

  @Test
  void everyFieldOfTheSetIsAValue() {
    StatefulSetSpec set =
        chart
            .render(
                """
                replicaCount: 5
                podManagementPolicy: Parallel
                serviceName: nothing-there
                ordinals: {start: 2}
                updateStrategy: {rollingUpdate: {partition: 3, maxUnavailable: 50%}}
                persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete, whenScaled: Delete}
                minReadySeconds: 7
                terminationGracePeriodSeconds: 8
                revisionHistoryLimit: 9
                """)
            .set();

    assertThat(set)
        .returns(5, StatefulSetSpec::getReplicas)
        .returns("Parallel", StatefulSetSpec::getPodManagementPolicy)
        .returns("nothing-there", StatefulSetSpec::getServiceName)
        .returns(2, s -> s.getOrdinals().getStart())
        .returns("RollingUpdate", s -> s.getUpdateStrategy().getType())
        .returns(3, s -> s.getUpdateStrategy().getRollingUpdate().getPartition())
        .returns(
            new IntOrString("50%"),
            s -> s.getUpdateStrategy().getRollingUpdate().getMaxUnavailable())
        .returns("Delete", s -> s.getPersistentVolumeClaimRetentionPolicy().getWhenDeleted())
        .returns("Delete", s -> s.getPersistentVolumeClaimRetentionPolicy().getWhenScaled())
        .returns(7, StatefulSetSpec::getMinReadySeconds)
        .returns(8L, s -> s.getTemplate().getSpec().getTerminationGracePeriodSeconds())
        .returns(9, StatefulSetSpec::getRevisionHistoryLimit);
  }

  @Test
  void onDeleteLeavesOutWhatOnlyARollingUpdateHas() {
    assertThat(chart.render("updateStrategy: {type: OnDelete}").set().getUpdateStrategy())
        .returns("OnDelete", strategy -> strategy.getType())
        .returns(null, strategy -> strategy.getRollingUpdate());
  }

  @Test
  void oneServiceCanServeClientsAndGovernTheSet() {
    RenderedChart rendered = chart.render("headlessService: {enabled: false}");

    assertThat(rendered.set().getServiceName()).isEqualTo("lab-counter");
    assertThat(rendered.all(Service.class))
        .extracting(HasMetadata::getMetadata)
        .extracting(ObjectMeta::getName)
        .containsExactly("lab-counter");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ",
    "local-path, local-path",
    "'-', ''",
  })
  void storageClassIsTheDefaultOneOrANamedOneOrNone(String value, String rendered) {
    PersistentVolumeClaim claim =
        chart.render("persistence: {storageClass: '%s'}".formatted(value)).claims().get(0);

    assertThat(claim.getSpec().getStorageClassName()).isEqualTo(rendered);
  }

  @Test
  void withoutPersistenceTheVolumeIsEmpty() {
    RenderedChart rendered = chart.render("persistence: {enabled: false}");

    assertThat(rendered.claims()).isEmpty();
    assertThat(rendered.pods().getSpec().getVolumes())
        .singleElement()
        .extracting(Volume::getEmptyDir)
        .isNotNull();
  }

  @Test
  void allPodsCanMountAnExistingClaim() {
    RenderedChart rendered = chart.render("persistence: {existingClaim: shared}");

    assertThat(rendered.claims()).isEmpty();
    assertThat(rendered.pods().getSpec().getVolumes())
        .singleElement()
        .returns("shared", volume -> volume.getPersistentVolumeClaim().getClaimName());
  }

  @Test
  void digestDecidesInsteadOfTheTag() {
    String digest = "sha256:" + "0".repeat(64);

    assertThat(chart.render("").container().getImage()).isEqualTo("statefulset-lab/counter:1.0.0");
    assertThat(chart.render("image: {tag: '2'}").container().getImage())
        .isEqualTo("statefulset-lab/counter:2");
    assertThat(chart.render("image: {digest: '%s'}".formatted(digest)).container().getImage())
        .isEqualTo("statefulset-lab/counter@" + digest);
  }

  @Test
  void minAvailableTakesThePlaceOfMaxUnavailable() {
    assertThat(
            chart
                .render("podDisruptionBudget: {minAvailable: 0}")
                .only(PodDisruptionBudget.class)
                .getSpec())
        .returns(new IntOrString(0), budget -> budget.getMinAvailable())
        .returns(null, budget -> budget.getMaxUnavailable());
  }

  @Test
  void extraObjectsAreRenderedChartAsTemplates() {
    RenderedChart rendered =
        chart.render(
            """
            extraObjects:
              - {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: '{{ .Release.Name }}-one'}}
              - |
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata:
                  name: {{ .Release.Name }}-two
            """);

    assertThat(rendered.all(PersistentVolumeClaim.class))
        .extracting(claim -> claim.getMetadata().getName())
        .containsExactlyInAnyOrder("lab-one", "lab-two");
  }
}
