package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Claims that the cluster makes no volumes for")
class StorageFitTest {

  private static final ClusterShape CLUSTER = ClusterShapes.ONE_SMALL_NODE;

  private record Changed(StatefulSet set, List<HasMetadata> objects, StorageFit fit) {

    PersistentVolumeClaim template() {
      return set.getSpec().getVolumeClaimTemplates().get(0);
    }
  }

  private static Changed changed(ClusterShape cluster, String claim, String others) {
    List<HasMetadata> objects =
        Manifests.parse(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: web}
                spec:
                  template: {spec: {containers: [{name: app}]}}
                  volumeClaimTemplates: [{metadata: {name: data}, spec: {%s}}]
                ---
                # Source: web
                %s
                """
                    .formatted(claim, others))
            .objects()
            .stream()
            .map(Serialization::clone)
            .toList();
    StatefulSet set = new Manifests(objects).of(StatefulSet.class).get(0);
    return new Changed(set, objects, StorageFit.apply(cluster, set, objects));
  }

  @Test
  void ofAClassThatItDoesNotHaveGetTheDefaultOne() {
    Changed changed = changed(CLUSTER, "storageClassName: gp2, accessModes: [ReadWriteOnce]", "");

    assertThat(changed.template().getSpec().getStorageClassName()).isNull();
    assertThat(changed.fit().changes())
        .containsExactly("storageClassName gp2 of claim template data left out");
    assertThat(changed.fit().mistakes())
        .containsExactly(
            "The claim template data asks for the StorageClass gp2, which the cluster does not have. It has local-path.");
  }

  @Test
  void ofNoClassWaitForAVolumeThatSomebodyMakes() {
    Changed changed = changed(CLUSTER, "storageClassName: ''", "");

    assertThat(changed.template().getSpec().getStorageClassName()).isNull();
    assertThat(changed.fit().mistakes())
        .singleElement()
        .asString()
        .contains("sets storageClassName to \"\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "accessModes: [ReadWriteMany]",
        "accessModes: [ReadWriteOnce, ReadOnlyMany], storageClassName: local-path"
      })
  void forManyNodesGetThoseOfOne(String claim) {
    Changed changed = changed(CLUSTER, claim, "");

    assertThat(changed.template().getSpec().getAccessModes()).containsExactly("ReadWriteOnce");
    assertThat(changed.fit().mistakes())
        .singleElement()
        .asString()
        .contains(
            "StorageClass local-path (rancher.io/local-path) can be mounted on one node only");
  }

  @Test
  void areNotThoseThatAskForWhatItHas() {
    Changed changed =
        changed(CLUSTER, "storageClassName: local-path, accessModes: [ReadWriteOncePod]", "");

    assertThat(changed.fit().changes()).isEmpty();
    assertThat(changed.template().getSpec().getAccessModes()).containsExactly("ReadWriteOncePod");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"selector: {matchLabels: {app: web}}", "selector: {}", "volumeName: disk-1"})
  void forAVolumeOfSomebodyElseGetOneOfTheirOwn(String claim) {
    Changed changed = changed(CLUSTER, claim, "");

    assertThat(changed.template().getSpec().getSelector()).isNull();
    assertThat(changed.template().getSpec().getVolumeName()).isNull();
    assertThat(changed.fit().mistakes()).hasSize(1);
    assertThat(changed.fit().changes()).hasSize(1);
  }

  @Test
  void forAVolumeOfTheChartAreNoMistakeOfTheClaim() {
    Changed changed =
        changed(
            CLUSTER,
            "selector: {matchLabels: {app: web}}",
            "{apiVersion: v1, kind: PersistentVolume, metadata: {name: a}, spec: {}}");

    assertThat(changed.fit().changes()).containsExactly("selector of claim template data left out");
    assertThat(changed.fit().mistakes()).isEmpty();
  }

  /** They are left out of a lab, which the criterion about objects of the cluster tells. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast}, provisioner: x}",
        "{apiVersion: v1, kind: PersistentVolume, metadata: {name: a}, spec: {storageClassName: fast}}"
      })
  void ofAClassOfTheChartAreNoMistakeOfTheClaim(String own) {
    Changed changed = changed(CLUSTER, "storageClassName: fast", own);

    assertThat(changed.template().getSpec().getStorageClassName()).isNull();
    assertThat(changed.fit().changes()).isNotEmpty();
    assertThat(changed.fit().mistakes()).isEmpty();
  }

  /** Pods may share it, and on one node they can. */
  @Test
  void besideTheSetMayBeForManyNodes() {
    Changed changed =
        changed(
            CLUSTER,
            "accessModes: [ReadWriteOnce]",
            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: media}, spec: {accessModes: [ReadWriteMany]}}");

    assertThat(new Manifests(changed.objects()).of(PersistentVolumeClaim.class))
        .singleElement()
        .satisfies(
            claim -> assertThat(claim.getSpec().getAccessModes()).containsExactly("ReadWriteOnce"));
    assertThat(changed.fit().mistakes()).isEmpty();
  }

  @Test
  void areNotKnownWhereNobodyMayLook() {
    Changed changed = changed(ClusterShape.UNKNOWN, "storageClassName: gp2", "");

    assertThat(changed.fit().changes()).isEmpty();
    assertThat(changed.template().getSpec().getStorageClassName()).isEqualTo("gp2");
  }

  @Test
  void forManyNodesAreFineWhereVolumesAreShared() {
    ClusterShape nfs =
        new ClusterShape(
            List.of(),
            Set.of(),
            java.util.Map.of(),
            Set.of(),
            Set.of(),
            Set.of(),
            false,
            java.util.Map.of("nfs", "nfs.csi.k8s.io"),
            Optional.of("nfs"));

    assertThat(changed(nfs, "accessModes: [ReadWriteMany]", "").fit().changes()).isEmpty();
  }
}
