package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetSpec;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the bundled chart names things, and what keeps its name and its content over an upgrade. */
@ResourceLock("helm")
class ChartNamesTest {

  private final CounterChart chart;

  ChartNamesTest(@TempDir Path folder) {
    chart = CounterChart.in(folder);
  }

  @Nested
  class Profiles {

    @ParameterizedTest
    @CsvSource({"moscow-time, OrderedReady, ClusterIP", "python-app, Parallel, NodePort"})
    void replaysItsRun(String name, String podManagement, String serviceType) {
      RenderedChart rendered = chart.renderProfile("any-release", name);

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
  class Names {

    @ParameterizedTest
    @CsvSource({
      "lab, lab-counter",
      "my-counter, my-counter",
      "v1.2, v1-2-counter",
    })
    void comeFromTheRelease(String release, String name) {
      assertThat(chart.render(release, "").only(StatefulSet.class).getMetadata().getName())
          .isEqualTo(name);
    }

    /**
     * A pod's label holds the name, a dash and a hash of ten characters at most, and a Service's
     * name ends at 63.
     */
    @ParameterizedTest
    @ValueSource(ints = {43, 44, 45, 52, 53})
    void leaveRoomForTheRevision(int length) {
      RenderedChart rendered = chart.render("r" + "-".repeat(length - 2) + "r", "");

      assertThat(rendered.objects())
          .extracting(object -> object.getMetadata().getName())
          .allSatisfy(name -> assertThat(name).matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"));
      assertThat(rendered.only(StatefulSet.class).getMetadata().getName() + "-0123456789")
          .hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void canBeGiven() {
      assertThat(
              chart
                  .render(
                      "{fullnameOverride: app, service: {name: web}, headlessService: {name: pods}, serviceAccount: {name: me}}")
                  .objects())
          .extracting(object -> object.getKind() + "/" + object.getMetadata().getName())
          .contains("StatefulSet/app", "Service/web", "Service/pods", "ServiceAccount/me");
    }
  }

  @Nested
  class Kind {

    @Test
    void deploymentIsKeptAndNotRenderedChart() {
      assertThat(CounterChart.FOLDER.resolve("templates/deployment.yaml")).exists();
      assertThat(chart.render("").all(Deployment.class)).isEmpty();
    }

    @Test
    void deploymentTakesThePlaceOfTheSet() {
      RenderedChart rendered = chart.render("kind: Deployment");
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
  class Upgrade {

    @Test
    void newChartVersionChangesNeitherClaimsNorPodsNorSelectors() {
      RenderedChart before = chart.render("");
      RenderedChart after = chart.changed("Chart.yaml", version("version", "99.0.0")).render("");

      assertThat(after.only(StatefulSet.class).getMetadata().getLabels())
          .containsEntry("helm.sh/chart", "counter-99.0.0");
      assertThat(after.set()).isEqualTo(before.set());
    }

    @Test
    void newAppVersionChangesNeitherClaimsNorSelectors() {
      RenderedChart before = chart.render("");
      RenderedChart after = chart.changed("Chart.yaml", version("appVersion", "9.9.9")).render("");

      assertThat(after.container().getImage()).endsWith(":9.9.9");
      assertThat(after.claims()).isEqualTo(before.claims());
      assertThat(after.set().getSelector()).isEqualTo(before.set().getSelector());
    }

    private UnaryOperator<String> version(String key, String value) {
      return file -> file.replaceAll("(?m)^%s: .*".formatted(key), "%s: %s".formatted(key, value));
    }
  }
}
