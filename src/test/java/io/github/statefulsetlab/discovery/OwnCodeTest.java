package io.github.statefulsetlab.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The counter that stands in for an app")
class OwnCodeTest {

  private static Container container(String fields) {
    return Serialization.unmarshal("# YAML\n{name: app, %s}".formatted(fields), Container.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "JAVA_TOOL_OPTIONS",
        "_JAVA_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "java_tool_options",
        "LD_PRELOAD",
        "LD_AUDIT",
        "CLASSPATH",
        "PATH"
      })
  void obeysNoVariableThatLoadsOtherCode(String name) {
    Container app =
        container("env: [{name: %s, value: -agentpath}, {name: A, value: b}]".formatted(name));

    assertThat(OwnCode.keep(app))
        .containsExactly("variable %s of container app left out".formatted(name));

    assertThat(app.getEnv()).extracting(EnvVar::getName).containsExactly("A");
  }

  /** What is said by name wins over what comes from a ConfigMap. */
  @Test
  void obeysNoneOfAConfigMapEither() {
    Container app = container("envFrom: [{prefix: JAVA_, configMapRef: {name: web}}]");

    OwnCode.keep(app);

    assertThat(app.getEnv())
        .extracting(EnvVar::getName)
        .contains("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "LD_PRELOAD");
    assertThat(app.getEnv()).allMatch(variable -> variable.getValue() == null);
    assertThat(app.getEnvFrom()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/statefulset-lab",
        "/statefulset-lab/counter/io",
        "/statefulset-lab/java/lib/modules",
        "/opt/java/lib",
        "/data/../opt/java",
        "/",
        "//",
        "/etc",
        "/etc/",
        "/data/../etc/.",
        "/etc/ld.so.preload",
        "/lib",
        "/lib/x86_64-linux-gnu",
        "/lib64",
        "/usr",
        "/usr/lib",
        "/usr/local",
        "/usr/local/lib/app",
        "/usr/java/packages/lib",
        "/usr/src/../lib64"
      })
  void keepsItsFiles(String path) {
    Container app =
        container(
            "volumeMounts: [{name: a, mountPath: %s}, {name: data, mountPath: /data}]"
                .formatted(path));

    assertThat(OwnCode.keep(app))
        .containsExactly("mount %s of container app left out".formatted(path));

    assertThat(app.getVolumeMounts())
        .extracting(VolumeMount::getMountPath)
        .containsExactly("/data");
  }

  /** Where images of Node.js and of Elasticsearch keep their data, among others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/usr/src/app/data",
        "/usr/src/app",
        "/usr/app",
        "/usr/share/elasticsearch/data",
        "/usr/local/app/data",
        "/library",
        "/etc/lib"
      })
  void leavesWhatHidesNoneOfThem(String path) {
    Container app = container("volumeMounts: [{name: data, mountPath: %s}]".formatted(path));

    assertThat(OwnCode.keep(app)).isEmpty();
    assertThat(app.getVolumeMounts()).hasSize(1);
  }

  @Test
  void isLeftAsItIsOtherwise() {
    Container app =
        container(
            "env: [{name: A, value: b}], volumeMounts: [{name: data, mountPath: /app}, {name:"
                + " c, mountPath: /etc/app}, {name: d, mountPath: /opt}, {name: e, mountPath:"
                + " /tmp}]");
    Container before = new ContainerBuilder(app).build();

    assertThat(OwnCode.keep(app)).isEmpty();

    assertThat(app).isEqualTo(before);
  }
}
