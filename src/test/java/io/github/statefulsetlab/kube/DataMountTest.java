package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import org.junit.jupiter.api.Test;

class DataMountTest {

  private static final String FILE = "/app/data/visits.txt";

  @Test
  void theDeepestMountOnTheWayHoldsTheFile() {
    assertThat(DataMount.of(pod(mount("all", "/"), mount("data", "/app/data")), FILE))
        .contains(new DataMount("data", "/app/data", "visits.txt"));
  }

  @Test
  void aFolderWhoseNameOnlyBeginsAlikeHoldsNothing() {
    assertThat(DataMount.of(pod(mount("data", "/app/dat")), FILE)).isEmpty();
  }

  @Test
  void aSlashAtTheEndMakesNoDifference() {
    assertThat(DataMount.of(pod(mount("data", "/app/")), FILE))
        .contains(new DataMount("data", "/app/", "data/visits.txt"));
  }

  @Test
  void aSubPathIsPartOfTheWayOnTheVolume() {
    VolumeMount mount = mount("data", "/app/data");
    mount.setSubPath("counts");

    assertThat(DataMount.of(pod(mount), FILE))
        .map(DataMount::pathOnVolume)
        .contains("counts/visits.txt");
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

    assertThat(DataMount.of(pod, FILE).orElseThrow().claimIn(pod)).isEmpty();
    assertThat(DataMount.of(sharing, FILE).orElseThrow().claimIn(sharing)).contains("shared");
  }

  private static VolumeMount mount(String volume, String path) {
    return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
  }

  private static PodSpec pod(VolumeMount... mounts) {
    return new PodSpecBuilder().addNewContainer().withVolumeMounts(mounts).endContainer().build();
  }
}
