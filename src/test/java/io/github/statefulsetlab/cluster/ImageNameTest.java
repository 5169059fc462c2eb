package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNameTest {

  @ParameterizedTest
  @CsvSource({
    "busybox, docker.io/library/busybox:latest",
    "busybox:1.36, docker.io/library/busybox:1.36",
    "student/app, docker.io/student/app:latest",
    "registry.example/app:1, registry.example/app:1",
    "localhost:5000/app, localhost:5000/app:latest",
    "localhost/app:2, localhost/app:2",
    "app@sha256:0123, docker.io/library/app@sha256:0123",
  })
  void isCompleteAsContainerdWantsIt(String given, String complete) {
    assertThat(ImageName.complete(given)).isEqualTo(complete);
    assertThat(ImageName.complete(complete)).isEqualTo(complete);
  }
}
