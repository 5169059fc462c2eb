package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.ImageProvisioner;
import io.github.statefulsetlab.cluster.LabCluster;
import io.github.statefulsetlab.cluster.NodeShell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

/** On the real engine and a real node, where the rules for what is handed in have to hold. */
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("An image that is handed in")
class ImageRulesIT {

  private static final List<String> WITH_A_SHELL =
      List.of("statefulset-lab/toolbox:1", "alpine:3.22");
  private static final String SUBMISSION = "statefulset-lab/submission";

  private final DockerClient docker = DockerClientFactory.instance().client();
  @TempDir private Path folder;
  private LabCluster cluster;
  private ImageProvisioner images;
  private String base = "";

  @BeforeAll
  void findABase(SuiteRunner runner) {
    cluster = runner.cluster();
    images = new ImageProvisioner(cluster, what -> {}, image -> false);
    base = WITH_A_SHELL.stream().filter(this::isOnTheEngine).findFirst().orElse("alpine:3.22");
  }

  @Test
  @DisplayName("as a folder is built, put on the node, and not kept by the engine")
  void isBuiltAndNotKept() throws IOException {
    String name = images.take(dockerfile("FROM scratch\nCOPY Dockerfile /it\n")).orElseThrow();

    assertThat(onTheNode()).contains("docker.io/" + name);
    assertThat(isOnTheEngine(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN test $(grep -c : /proc/net/dev) = 1",
        "RUN test $(cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max 2>/dev/null) = 2147483648",
        "RUN grep -q '^Cpus_allowed_list:[[:space:]]*0$' /proc/self/status"
      })
  @DisplayName("is built without a network, with limits")
  void isBuiltInBounds(String command) throws IOException {
    assertThat(images.take(dockerfile("FROM %s\n%s\n".formatted(base, command)))).isPresent();
  }

  @Test
  @DisplayName("that does not build is refused, with the way out")
  void isRefusedWhereItDoesNotBuild() throws IOException {
    String folder = dockerfile("FROM %s\nRUN exit 3\n".formatted(base));

    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> images.take(folder))
        .withMessageContaining("does not build without a network");
  }

  @Test
  @DisplayName("brings no file from outside of its folder")
  void bringsNothingFromOutside() throws IOException {
    Files.writeString(folder.resolve("secret"), "secret");
    String given = dockerfile("FROM scratch\nCOPY . /it\n");
    Files.createSymbolicLink(Path.of(given, "x"), Path.of("..", "secret"));

    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(() -> images.take(given))
        .withMessageContaining("x in the folder")
        .withMessageContaining("is a link that points outside the folder");
  }

  @Test
  @DisplayName("under another name is known to the node by it, and not to the engine")
  void isRenamedOnTheNodeAlone() {
    assertThat(images.take("nobody.example/renamed:1=" + base)).isEmpty();

    assertThat(onTheNode()).contains("nobody.example/renamed:1");
    assertThat(isOnTheEngine("nobody.example/renamed:1")).isFalse();
  }

  @Test
  @DisplayName("as an archive replaces no image of the node, whatever it is called there")
  void replacesNothing() throws IOException {
    Path tar = folder.resolve("app.tar");
    try (InputStream saved = docker.saveImageCmd(base).exec()) {
      Files.copy(saved, tar);
    }
    Set<String> before = onTheNode();

    String name = images.take(tar.toString()).orElseThrow();

    assertThat(name).startsWith(SUBMISSION);
    Set<String> more = onTheNode();
    more.removeAll(before);
    assertThat(more).containsExactly("docker.io/" + name);
  }

  @Test
  @DisplayName("is no pipe, and none that nobody can name")
  void isNotAskedForByAnyName() throws Exception {
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();

    String name = images.take(pipe.toString()).orElseThrow();

    assertThat(images.whyMissing(name)).isPresent();
    assertThat(images.whyMissing("../containers/json"))
        .hasValueSatisfying(why -> assertThat(why).contains("not a valid name"));
    assertThat(images.whyMissing("127.0.0.1:1/a:1"))
        .hasValueSatisfying(
            why -> assertThat(why).contains("pulls nothing from an address of this machine"));
  }

  private String dockerfile(String text) throws IOException {
    Path given = Files.createTempDirectory(folder, "app");
    Files.writeString(given.resolve("Dockerfile"), text);
    return given.toString();
  }

  private boolean isOnTheEngine(String image) {
    try {
      docker.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  private Set<String> onTheNode() {
    String node = cluster.client().nodes().list().getItems().get(0).getMetadata().getName();
    NodeShell shell = cluster.shell(node).orElseThrow();
    return new TreeSet<>(shell.exec("ctr", "-n", "k8s.io", "images", "ls", "-q").lines().toList());
  }
}
