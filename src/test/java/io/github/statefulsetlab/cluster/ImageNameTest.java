package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "busybox",
        "a/b__c/d-e.f:1.0_RC-1",
        "Registry.example:5000/a",
        "[::1]:5000/a:1",
        "a@sha256:0123456789abcdef0123456789abcdef"
      })
  void isValid(String name) {
    assertThat(ImageName.isValid(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "A",
        "a b",
        "a:",
        "../containers/json",
        "a/../b",
        "a//b",
        "a?x=y",
        "a#b",
        "a%2fb",
        "a:b:c",
        "http://a/b",
        "a\nb",
        "-a",
        "a@sha256:0123"
      })
  void isNotValid(String name) {
    assertThat(ImageName.isValid(name)).isFalse();
  }

  @Test
  void isNotLongerThanTheEngineTakes() {
    assertThat(ImageName.isValid("a".repeat(255))).isTrue();
    assertThat(ImageName.isValid("a".repeat(256))).isFalse();
  }

  /** The engine's bridge among them, by which this machine's own services are reached. */
  @Test
  void isFromThisMachineByAnyOfItsAddresses() throws SocketException {
    assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
        .isNotEmpty()
        .allSatisfy(
            address -> {
              String host = address.getHostAddress().replaceFirst("%.*", "");
              String registry = address instanceof Inet6Address ? "[" + host + "]" : host;
              assertThat(ImageName.isFromThisMachine(registry + ":5000/a:1")).isTrue();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[0000::1]:80/a",
        "[0:0:0::1]:80/a",
        "127.1.2.3:80/a",
        "localhost:5000/a:1",
        "LocalHost:1/a",
        "a.localhost:80/b",
        "127.0.0.1:631/a",
        "127.1:631/a",
        "0.0.0.0:80/a",
        "169.254.169.254/latest/meta-data",
        "[::1]:8080/a",
        "[::ffff:127.0.0.1]:80/a",
        "[fe80::1]:80/a",
        "host.docker.internal:2375/a",
        "metadata.google.internal/a"
      })
  void isFromThisMachine(String name) {
    assertThat(ImageName.isFromThisMachine(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "localhost",
        "127/a:1",
        "registry.example:5000/localhost/a",
        "10.0.0.1:5000/a"
      })
  void isFromARegistry(String name) {
    assertThat(ImageName.isFromThisMachine(name)).isFalse();
  }

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
