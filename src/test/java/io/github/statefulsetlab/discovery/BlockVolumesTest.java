package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Claims for raw block volumes")
class BlockVolumesTest {

  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        template:
          spec:
            initContainers: [{name: format, volumeDevices: [{name: data, devicePath: /dev/xvda}]}]
            containers:
              - name: db
                volumeMounts: [{name: logs, mountPath: /logs}]
                volumeDevices: [{name: data, devicePath: /dev/xvda}, {name: own, devicePath: /dev/b}]
              - {name: metrics}
        volumeClaimTemplates:
          - {metadata: {name: data}, spec: {volumeMode: Block}}
          - {metadata: {name: logs}, spec: {volumeMode: Filesystem}}
      """;

  private static StatefulSet set() {
    return Serialization.unmarshal(SET, StatefulSet.class);
  }

  @Test
  void getAFilesystemWhereTheClusterHasNoBlockVolumes() {
    StatefulSet set = set();

    assertThat(BlockVolumes.apply(ClusterShapes.ONE_SMALL_NODE, set))
        .containsExactly("volumeMode Block of claim template data");

    assertThat(set.getSpec().getVolumeClaimTemplates())
        .extracting(claim -> claim.getSpec().getVolumeMode())
        .containsExactly(null, "Filesystem");
    List<Container> containers =
        Stream.concat(
                set.getSpec().getTemplate().getSpec().getInitContainers().stream(),
                set.getSpec().getTemplate().getSpec().getContainers().stream())
            .toList();
    assertThat(containers.get(0).getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .containsExactly("/dev/xvda");
    assertThat(containers.get(1).getVolumeMounts())
        .extracting(VolumeMount::getName)
        .containsExactly("logs", "data");
    assertThat(containers.get(1).getVolumeDevices())
        .as("a volume of another kind")
        .extracting("name")
        .containsExactly("own");
    assertThat(containers.get(2).getVolumeMounts()).isEmpty();
    assertThat(BlockVolumes.apply(ClusterShapes.ONE_SMALL_NODE, set)).as("again").isEmpty();
  }

  @Test
  void stayWhatTheyAreElsewhere() {
    StatefulSet set = set();

    assertThat(BlockVolumes.apply(ClusterShape.UNKNOWN, set)).isEmpty();
    assertThat(set).isEqualTo(set());
  }

  @Test
  void areToBeHadFromAnyProvisionerButThoseOfFolders() {
    assertThat(shape("rancher.io/local-path").blockVolumes()).isFalse();
    assertThat(shape("rancher.io/local-path", "ebs.csi.aws.com").blockVolumes()).isTrue();
    assertThat(shape().blockVolumes()).isTrue();
  }

  private static ClusterShape shape(String... provisioners) {
    List<StorageClass> classes =
        Stream.of(provisioners)
            .map(
                provisioner -> {
                  StorageClass made = new StorageClass();
                  made.setMetadata(new ObjectMetaBuilder().withName(provisioner).build());
                  made.setProvisioner(provisioner);
                  return made;
                })
            .toList();
    return ClusterShape.of(List.of(), List.of(), List.of(), classes);
  }
}
