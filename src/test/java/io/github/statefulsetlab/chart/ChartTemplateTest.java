package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bundled chart renders to, without a cluster. */
@ResourceLock("helm")
class ChartTemplateTest {

  private static final Path CHART = Path.of("charts", "counter");
  private static final String KUBERNETES = "1.36.1";
  private static final Map<String, String> SELECTOR =
      Map.of("app.kubernetes.io/name", "counter", "app.kubernetes.io/instance", "lab");

  private final Path folder;

  ChartTemplateTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Nested
  class Valid {

    @Test
    void chartLintsStrictly() {
      LintResult result = new Helm(CHART).lint().strict().call();

      assertThat(result.isFailed()).as("lint: %s", result.getMessages()).isFalse();
    }

    @Test
    void defaultsHaveAHeadlessServiceBesideTheClientService() {
      Rendered rendered = render("");

      assertThat(rendered.set().getServiceName()).isEqualTo("lab-counter-headless");
      assertThat(rendered.service("lab-counter-headless").getSpec().getClusterIP())
          .isEqualTo("None");
      assertThat(rendered.service("lab-counter").getSpec())
          .returns("ClusterIP", spec -> spec.getType())
          .returns(null, spec -> spec.getClusterIP());
    }

    @Test
    void selectorsPodLabelsAndServicesAgree() {
      Rendered rendered = render("podLabels: {team: blue, app.kubernetes.io/name: other}");

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
      assertRestricted(render("").pods().getSpec());
    }

    @Test
    void appIsToldWhereToListenAndWrite() {
      Rendered rendered =
          render(
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
          render(
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
      assertThat(render("updateStrategy: {type: OnDelete}").set().getUpdateStrategy())
          .returns("OnDelete", strategy -> strategy.getType())
          .returns(null, strategy -> strategy.getRollingUpdate());
    }

    @Test
    void oneServiceCanServeClientsAndGovernTheSet() {
      Rendered rendered = render("headlessService: {enabled: false}");

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
          render("persistence: {storageClass: '%s'}".formatted(value)).claims().get(0);

      assertThat(claim.getSpec().getStorageClassName()).isEqualTo(rendered);
    }

    @Test
    void withoutPersistenceTheVolumeIsEmpty() {
      Rendered rendered = render("persistence: {enabled: false}");

      assertThat(rendered.claims()).isEmpty();
      assertThat(rendered.pods().getSpec().getVolumes())
          .singleElement()
          .extracting(Volume::getEmptyDir)
          .isNotNull();
    }

    @Test
    void allPodsCanMountAnExistingClaim() {
      Rendered rendered = render("persistence: {existingClaim: shared}");

      assertThat(rendered.claims()).isEmpty();
      assertThat(rendered.pods().getSpec().getVolumes())
          .singleElement()
          .returns("shared", volume -> volume.getPersistentVolumeClaim().getClaimName());
    }

    @Test
    void digestDecidesInsteadOfTheTag() {
      String digest = "sha256:" + "0".repeat(64);

      assertThat(render("").container().getImage()).isEqualTo("statefulset-lab/counter:1.0.0");
      assertThat(render("image: {tag: '2'}").container().getImage())
          .isEqualTo("statefulset-lab/counter:2");
      assertThat(render("image: {digest: '%s'}".formatted(digest)).container().getImage())
          .isEqualTo("statefulset-lab/counter@" + digest);
    }

    @Test
    void minAvailableTakesThePlaceOfMaxUnavailable() {
      assertThat(
              render("podDisruptionBudget: {minAvailable: 0}")
                  .only(PodDisruptionBudget.class)
                  .getSpec())
          .returns(new IntOrString(0), budget -> budget.getMinAvailable())
          .returns(null, budget -> budget.getMaxUnavailable());
    }

    @Test
    void extraObjectsAreRenderedAsTemplates() {
      Rendered rendered =
          render(
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

  @Nested
  class Probes {

    private static final List<String> NAMES =
        List.of("startupProbe", "livenessProbe", "readinessProbe");

    @ParameterizedTest
    @CsvSource({"startupProbe, /startupz", "livenessProbe, /healthz", "readinessProbe, /readyz"})
    void asksForAPageThatDoesNotCount(String name, String path) {
      assertThat(probe(render(""), name))
          .get()
          .returns(path, probe -> probe.getHttpGet().getPath())
          .returns(new IntOrString("http"), probe -> probe.getHttpGet().getPort());
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void canBeSwitchedOffAlone(String name) {
      Rendered rendered = render("%s: {enabled: false}".formatted(name));

      assertThat(NAMES)
          .allSatisfy(
              other ->
                  assertThat(probe(rendered, other).isPresent()).isEqualTo(!other.equals(name)));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void handlerOfAnotherSortTakesThePlaceOfTheDefaultOne(String name) {
      assertThat(
              probe(
                  render("%s: {tcpSocket: {port: http}, periodSeconds: 42}".formatted(name)), name))
          .get()
          .returns(null, Probe::getHttpGet)
          .returns(new IntOrString("http"), probe -> probe.getTcpSocket().getPort())
          .returns(42, Probe::getPeriodSeconds);
    }

    private Optional<Probe> probe(Rendered rendered, String name) {
      Map<String, Function<Container, Probe>> byName =
          Map.of(
              "startupProbe", Container::getStartupProbe,
              "livenessProbe", Container::getLivenessProbe,
              "readinessProbe", Container::getReadinessProbe);
      return Optional.of(rendered.container()).map(byName.get(name));
    }
  }

  @Nested
  class Profiles {

    @ParameterizedTest
    @CsvSource({"moscow-time, OrderedReady, ClusterIP", "python-app, Parallel, NodePort"})
    void replaysItsRun(String name, String podManagement, String serviceType) {
      Rendered rendered = renderFiles(CHART, "any-release", profile(name));

      assertThat(rendered.only(StatefulSet.class).getMetadata().getName()).isEqualTo(name);
      assertThat(rendered.set())
          .returns(3, StatefulSetSpec::getReplicas)
          .returns(podManagement, StatefulSetSpec::getPodManagementPolicy)
          .returns(name, StatefulSetSpec::getServiceName);
      assertThat(rendered.only(Service.class).getMetadata().getName()).isEqualTo(name);
      assertThat(rendered.only(Service.class).getSpec())
          .returns(serviceType, service -> service.getType())
          .extracting(service -> service.getPorts().get(0))
          .returns(8000, ServicePort::getPort)
          .returns(null, ServicePort::getNodePort);
      assertThat(rendered.claims())
          .singleElement()
          .satisfies(
              claim -> {
                assertThat(claim.getMetadata().getName()).isEqualTo(name + "-pvc");
                assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
                assertThat(claim.getSpec().getResources().getRequests())
                    .containsEntry("storage", new Quantity("100Mi"));
              });
      assertThat(rendered.container().getVolumeMounts())
          .extracting(VolumeMount::getName, VolumeMount::getMountPath)
          .containsExactly(tuple(name + "-pvc", "/data"));
    }
  }

  @Nested
  class Kind {

    @Test
    void deploymentIsKeptAndNotRendered() {
      assertThat(CHART.resolve("templates/deployment.yaml")).exists();
      assertThat(render("").all(Deployment.class)).isEmpty();
    }

    @Test
    void deploymentTakesThePlaceOfTheSet() {
      Rendered rendered = render("kind: Deployment");
      Deployment deployment = rendered.only(Deployment.class);

      assertThat(rendered.all(StatefulSet.class)).isEmpty();
      assertThat(rendered.only(Service.class).getMetadata().getName()).isEqualTo("lab-counter");
      assertThat(deployment.getSpec().getTemplate().getSpec().getVolumes())
          .singleElement()
          .extracting(volume -> volume.getPersistentVolumeClaim().getClaimName())
          .isEqualTo(rendered.only(PersistentVolumeClaim.class).getMetadata().getName());
    }
  }

  @Nested
  class Names {

    @ParameterizedTest
    @CsvSource({
      "lab, lab-counter",
      "my-counter, my-counter",
      "v1.2, v1-2-counter",
    })
    void comeFromTheRelease(String release, String name) {
      assertThat(render(release, "").only(StatefulSet.class).getMetadata().getName())
          .isEqualTo(name);
    }

    /**
     * A pod's label holds the name, a dash and a hash of ten characters at most, and a Service's
     * name ends at 63.
     */
    @ParameterizedTest
    @ValueSource(ints = {43, 44, 45, 52, 53})
    void leaveRoomForTheRevision(int length) {
      Rendered rendered = render("r" + "-".repeat(length - 2) + "r", "");

      assertThat(rendered.objects())
          .extracting(object -> object.getMetadata().getName())
          .allSatisfy(name -> assertThat(name).matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"));
      assertThat(rendered.only(StatefulSet.class).getMetadata().getName() + "-0123456789")
          .hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void canBeGiven() {
      assertThat(
              render(
                      "{fullnameOverride: app, service: {name: web}, headlessService: {name: pods}, serviceAccount: {name: me}}")
                  .objects())
          .extracting(object -> object.getKind() + "/" + object.getMetadata().getName())
          .contains("StatefulSet/app", "Service/web", "Service/pods", "ServiceAccount/me");
    }
  }

  /**
   * Helm shows no hooks where it renders, so they are looked at in a copy of the chart that makes
   * them ordinary pods.
   */
  @Nested
  class HelmTest {

    @Test
    void podsAreHooks() {
      assertThat(render("").all(Pod.class)).isEmpty();
      assertThat(testPods("")).hasSize(2);
    }

    @Test
    void askEveryPodByItsOwnName() {
      assertThat(testPods("{ordinals: {start: 5}, replicaCount: 2, containerPort: 9000}"))
          .extracting(pod -> pod.getSpec().getContainers().get(0).getArgs())
          .containsExactlyInAnyOrder(
              List.of(
                  "check",
                  "http://lab-counter-5.lab-counter-headless.course.svc.cluster.local:9000/readyz",
                  "http://lab-counter-6.lab-counter-headless.course.svc.cluster.local:9000/readyz"),
              List.of(
                  "check",
                  "--visit",
                  "http://lab-counter-5.lab-counter-headless.course.svc.cluster.local:9000"));
    }

    @Test
    void podsGetNoVisitors() {
      assertThat(testPods(""))
          .extracting(pod -> pod.getMetadata().getLabels())
          .allSatisfy(
              labels -> assertThat(labels).containsEntry("app.kubernetes.io/name", "counter-test"));
    }

    @Test
    void podsMeetTheRestrictedPodSecurityStandard() {
      assertThat(testPods(""))
          .extracting(Pod::getSpec)
          .allSatisfy(ChartTemplateTest::assertRestricted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tests: {enabled: false}", "replicaCount: 0", "kind: Deployment"})
    void isLeftOutWhereThereIsNothingToTest(String values) {
      assertThat(testPods(values)).isEmpty();
    }

    private List<Pod> testPods(String values) {
      Path shown =
          copyOfChart(
              "templates/tests/_test.tpl",
              file -> file.replace("helm.sh/hook: test", "was: a-hook"));
      return render(shown, "lab", values).all(Pod.class);
    }
  }

  @Nested
  class Notes {

    @ParameterizedTest
    @CsvSource({
      "ClusterIP, kubectl -n course port-forward service/lab-counter 8000",
      "NodePort, curl http://$NODE_IP:$NODE_PORT/",
      "LoadBalancer, curl http://$ADDRESS:8000/",
    })
    void sayHowToReachTheService(String type, String command) {
      assertThat(notes("service: {type: %s}".formatted(type))).contains(command);
    }

    @Test
    void sayHowToReachEachPod() {
      assertThat(notes("ordinals: {start: 1}"))
          .contains("http://lab-counter-1.lab-counter-headless.course.svc.cluster.local:8000/")
          .contains(
              "kubectl get --raw /api/v1/namespaces/course/pods/lab-counter-3:8000/proxy/visits")
          .doesNotContain("lab-counter-4:8000");
    }

    @ParameterizedTest
    @CsvSource({
      "'', The claims outlive the release",
      "persistentVolumeClaimRetentionPolicy: {whenDeleted: Delete}, are deleted with the release",
      "persistence: {enabled: false}, takes its count with it",
      "kind: Deployment, The claim data-lab-counter outlives the release",
    })
    void sayWhatBecomesOfTheCounts(String values, String sentence) {
      assertThat(notes(values)).contains(sentence);
    }

    private String notes(String values) {
      return new Helm(CHART)
          .install()
          .clientOnly()
          .dryRun()
          .withName("lab")
          .withNamespace("course")
          .withKubeVersion(KUBERNETES)
          .withValuesFile(file(values))
          .debug()
          .call()
          .getOutput()
          .split("NOTES:", 2)[1];
    }
  }

  @Nested
  class Upgrade {

    @Test
    void newChartVersionChangesNeitherClaimsNorPodsNorSelectors() {
      Rendered before = render("");
      Rendered after = render(copyOfChart("Chart.yaml", version("version", "99.0.0")), "lab", "");

      assertThat(after.only(StatefulSet.class).getMetadata().getLabels())
          .containsEntry("helm.sh/chart", "counter-99.0.0");
      assertThat(after.set()).isEqualTo(before.set());
    }

    @Test
    void newAppVersionChangesNeitherClaimsNorSelectors() {
      Rendered before = render("");
      Rendered after = render(copyOfChart("Chart.yaml", version("appVersion", "9.9.9")), "lab", "");

      assertThat(after.container().getImage()).endsWith(":9.9.9");
      assertThat(after.claims()).isEqualTo(before.claims());
      assertThat(after.set().getSelector()).isEqualTo(before.set().getSelector());
    }

    private UnaryOperator<String> version(String key, String value) {
      return file -> file.replaceAll("(?m)^%s: .*".formatted(key), "%s: %s".formatted(key, value));
    }
  }

  @Nested
  class Invalid {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '"',
        value = {
          "replicas: 3                                          | at '': additional properties 'replicas' not allowed",
          "persistence: {sice: 1Gi}                             | at '/persistence': additional properties 'sice' not allowed",
          "livenessProbe: {httpGet: {pth: /}}                   | at '/livenessProbe/httpGet': additional properties 'pth' not allowed",
          "extraEnv: [{nme: A}]                                 | at '/extraEnv/0'",
          "replicaCount: -1                                     | at '/replicaCount': minimum: got -1, want 0",
          "replicaCount: '3'                                    | at '/replicaCount': got string, want integer",
          "livenessProbe: false                                 | at '/livenessProbe': got boolean, want object",
          "image: {tag: 1.0}                                    | at '/image/tag': got number, want string",
          "podLabels: {a: true}                                 | at '/podLabels/a': got boolean, want string",
          "ordinals:                                            | at '': missing property 'ordinals'",
          "kind: DaemonSet                                      | at '/kind': value must be one of 'StatefulSet', 'Deployment'",
          "podManagementPolicy: parallel                        | at '/podManagementPolicy': value must be one of 'OrderedReady', 'Parallel'",
          "updateStrategy: {type: Recreate}                     | at '/updateStrategy/type': value must be one of 'RollingUpdate', 'OnDelete'",
          "updateStrategy: {rollingUpdate: {partition: -1}}     | at '/updateStrategy/rollingUpdate/partition': minimum: got -1, want 0",
          "updateStrategy: {rollingUpdate: {maxUnavailable: 0}} | at '/updateStrategy/rollingUpdate/maxUnavailable': minimum: got 0, want 1",
          "persistentVolumeClaimRetentionPolicy: {whenScaled: Keep} | at '/persistentVolumeClaimRetentionPolicy/whenScaled': value must be one of 'Retain', 'Delete'",
          "ordinals: {start: -1}                                | at '/ordinals/start': minimum: got -1, want 0",
          "persistence: {accessModes: [RWO]}                    | at '/persistence/accessModes/0': value must be one of 'ReadWriteOnce'",
          "persistence: {accessModes: []}                       | at '/persistence/accessModes': minItems: got 0, want 1",
          "persistence: {size: 100MB}                           | at '/persistence/size': '100MB' does not match pattern",
          "persistence: {name: My_Data}                         | at '/persistence/name': 'My_Data' does not match pattern",
          "persistence: {mountPath: data}                       | at '/persistence/mountPath': 'data' does not match pattern",
          "visitsFile: ../visits.txt                            | at '/visitsFile': '../visits.txt' does not match pattern",
          "service: {port: 0}                                   | at '/service/port': minimum: got 0, want 1",
          "service: {type: NodePort, nodePort: 70000}           | at '/service/nodePort': maximum: got 70,000, want 65,535",
          "service: {type: ExternalName}                        | at '/service/type': value must be one of 'ClusterIP'",
          "livenessProbe: {successThreshold: 2}                 | at '/livenessProbe/successThreshold': value must be 1",
          "readinessProbe: {terminationGracePeriodSeconds: 1}   | at '/readinessProbe': additional properties 'terminationGracePeriodSeconds'",
          "resources: {limits: {memory: lots}}                  | at '/resources/limits/memory': 'lots' does not match pattern",
          "podDisruptionBudget: {minAvailable: half}            | at '/podDisruptionBudget/minAvailable': 'half' does not match pattern",
        })
    void isRefusedWithItsPath(String values, String message) {
      assertThatThrownBy(() -> render(values))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(message);
    }

    @Test
    void nameThatLeavesNoRoomForTheRevisionIsRefused() {
      assertThatThrownBy(() -> render("fullnameOverride: " + "a".repeat(53)))
          .hasMessageContaining("at '/fullnameOverride': maxLength: got 53, want 52");
    }

    @Test
    void setWithoutAServiceIsRefused() {
      assertThatThrownBy(
              () -> render("{service: {enabled: false}, headlessService: {enabled: false}}"))
          .hasMessageContaining(
              "serviceName: the pods of a StatefulSet have their DNS names from a Service");
    }

    @Test
    void twoServicesOfOneNameAreRefused() {
      assertThatThrownBy(() -> render("{service: {name: web}, headlessService: {name: web}}"))
          .hasMessageContaining("headlessService.name: \"web\" is the name of the client Service");
    }

    @Test
    void nodePortOfAClusterIpServiceIsRefused() {
      assertThatThrownBy(() -> render("service: {nodePort: 30000}"))
          .hasMessageContaining(
              "service.nodePort: a Service of type ClusterIP has no port on the nodes");
    }

    @Test
    void tooOldAKubernetesIsRefused() {
      assertThatThrownBy(() -> new Helm(CHART).template().withKubeVersion("1.26.0").call())
          .hasMessageContaining("chart requires kubeVersion: >=1.27.0-0");
    }
  }

  private Rendered render(String values) {
    return render("lab", values);
  }

  private Rendered render(String release, String values) {
    return render(CHART, release, values);
  }

  private Rendered render(Path chart, String release, String values) {
    return renderFiles(chart, release, file(values));
  }

  private Path file(String values) {
    try {
      return Files.writeString(folder.resolve("values.yaml"), values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path copyOfChart(String changedFile, UnaryOperator<String> change) {
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(CHART)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(CHART.relativize(file).toString()));
      }
      Path changed = copy.resolve(changedFile);
      Files.writeString(changed, change.apply(Files.readString(changed)));
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void assertRestricted(PodSpec pod) {
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getSecurityContext())
        .returns(true, context -> context.getRunAsNonRoot())
        .returns("RuntimeDefault", context -> context.getSeccompProfile().getType());
    assertThat(pod.getContainers())
        .singleElement()
        .extracting(Container::getSecurityContext)
        .returns(false, context -> context.getAllowPrivilegeEscalation())
        .returns(true, context -> context.getReadOnlyRootFilesystem())
        .returns(List.of("ALL"), context -> context.getCapabilities().getDrop());
  }

  private static Rendered renderFiles(Path chart, String release, Path values) {
    TemplateCommand template =
        new Helm(chart)
            .template()
            .withName(release)
            .withNamespace("course")
            .withKubeVersion(KUBERNETES)
            .withValuesFile(values);
    return new Rendered(Manifests.parse(template.call()).objects());
  }

  private static Path profile(String name) {
    return CHART.resolve("ci").resolve(name + "-values.yaml");
  }

  /** The objects that the chart rendered to, and the ways to those that are looked at most. */
  private record Rendered(List<HasMetadata> objects) {

    <T extends HasMetadata> List<T> all(Class<T> type) {
      return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T only(Class<T> type) {
      assertThat(all(type)).as(type.getSimpleName()).hasSize(1);
      return all(type).get(0);
    }

    Service service(String name) {
      return all(Service.class).stream()
          .filter(s -> s.getMetadata().getName().equals(name))
          .findFirst()
          .orElseThrow();
    }

    StatefulSetSpec set() {
      return only(StatefulSet.class).getSpec();
    }

    PodTemplateSpec pods() {
      return set().getTemplate();
    }

    Container container() {
      return pods().getSpec().getContainers().get(0);
    }

    List<PersistentVolumeClaim> claims() {
      return set().getVolumeClaimTemplates();
    }
  }
}
