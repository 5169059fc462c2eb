package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataMountTest {

  private static final String FILE = "/app/data/visits.txt";

  @Test
  void theDeepestMountOnTheWayHoldsTheFile() {
    assertThat(mountOf(pod(mount("all", "/"), mount("data", "/app/data"))))
        .contains(new DataMount("data", "/app/data", "visits.txt"));
  }

  @Test
  void aFolderWhoseNameOnlyBeginsAlikeHoldsNothing() {
    assertThat(mountOf(pod(mount("data", "/app/dat")))).isEmpty();
  }

  @Test
  void aSlashAtTheEndMakesNoDifference() {
    assertThat(mountOf(pod(mount("data", "/app/"))))
        .contains(new DataMount("data", "/app/", "data/visits.txt"));
  }

  @Test
  void aSubPathIsPartOfTheWayOnTheVolume() {
    VolumeMount mount = mount("data", "/app/data");
    mount.setSubPath("counts");

    assertThat(mountOf(pod(mount))).map(DataMount::pathOnVolume).contains("counts/visits.txt");
  }

  @Test
  void aClaimInTheTemplateIsShared() {
    PodSpec pod = pod(mount("data", "/app/data"));
    PodSpec sharing =
        new PodSpecBuilder(pod)
            .addNewVolume()
            .withName("data")
            .withNewPersistentVolumeClaim("shared", false)
            .endVolume()
            .build();

    assertThat(mountOf(pod).orElseThrow().claimIn(pod)).isEmpty();
    assertThat(mountOf(sharing).orElseThrow().claimIn(sharing)).contains("shared");
  }

  @Test
  void aSidecarsMountIsNotTheApps() {
    PodSpec pod =
        new PodSpecBuilder()
            .addNewContainer()
            .withName("shipper")
            .withVolumeMounts(mount("scratch", "/app/data"))
            .endContainer()
            .addNewContainer()
            .withName("app")
            .withVolumeMounts(mount("data", "/app"))
            .endContainer()
            .build();

    assertThat(DataMount.of(pod, Optional.of("app"), FILE))
        .contains(new DataMount("data", "/app", "data/visits.txt"));
    assertThat(DataMount.of(pod, Optional.of("other"), FILE)).isEmpty();
  }

  @Test
  void anExpandedSubPathIsReadInThePod() {
    VolumeMount mount = mount("data", "/app/data");
    mount.setSubPathExpr("all/$(POD)/$(TIER)/$(REVISION)/$(NOBODY)");
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("web-1")
            .addToLabels("controller-revision-hash", "web-7d")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withVolumeMounts(mount)
            .addNewEnv()
            .withName("POD")
            .withNewValueFrom()
            .withNewFieldRef("v1", "metadata.name")
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("REVISION")
            .withNewValueFrom()
            .withNewFieldRef("v1", "metadata.labels['controller-revision-hash']")
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("TIER")
            .withValue("$1")
            .endEnv()
            .endContainer()
            .endSpec()
            .build();

    assertThat(mountOf(pod.getSpec()).orElseThrow().in(pod).pathOnVolume())
        .isEqualTo("all/web-1/$1/web-7d/$(NOBODY)/visits.txt");
  }

  private static Optional<DataMount> mountOf(PodSpec pod) {
    return DataMount.of(pod, Optional.empty(), FILE);
  }

  private static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }

  private static PodSpec pod(VolumeMount... mounts) {
    return new PodSpecBuilder().addNewContainer().withVolumeMounts(mounts).endContainer().build();
  }
}
