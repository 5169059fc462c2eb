package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

@ResourceLock(CleanUpIT.CLUSTER_OF_ITS_OWN)
@DisplayName("A run that ends in any way leaves nothing in Docker")
class CleanUpIT {

  /** Of the tests that have one besides the shared one: one at a time is enough for a machine. */
  static final String CLUSTER_OF_ITS_OWN = "a cluster besides the shared one";

  private static final String OWNER = "io.github.statefulsetlab.owner";
  private static final Duration SOON = Duration.ofSeconds(60);

  private final DockerClient docker = DockerClientFactory.instance().client();

  @ParameterizedTest(name = "SIG{0}")
  @ValueSource(strings = {"KILL", "TERM", "INT"})
  void killedProcessLeavesNoContainerAndNoVolume(String signal) throws Exception {
    Process holder = start();
    String container = containerOf(holder.pid()).orElseThrow().getId();
    Set<String> volumes = volumesOf(container);
    assertThat(volumes).as("volumes of the running cluster").isNotEmpty();

    new ProcessBuilder("kill", "-" + signal, String.valueOf(holder.pid())).start().waitFor();

    await("container and volumes are gone")
        .atMost(SOON)
        .untilAsserted(
            () -> {
              assertThat(containerOf(holder.pid())).as("container of the killed process").isEmpty();
              assertThat(volumeNames()).as("volumes").doesNotContainAnyElementsOf(volumes);
            });
  }

  private static Process start() throws IOException {
    List<String> command = new ArrayList<>(hearingInterrupts());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ClusterHolder.class.getName()));
    Process holder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).as("what the holder says").isEqualTo(ClusterHolder.STANDING);
    return holder;
  }

  /** A shell that was started in the background ignores SIGINT, and so does all that it starts. */
  private static List<String> hearingInterrupts() {
    return System.getProperty("os.name").equals("Linux")
        ? List.of("env", "--default-signal=INT")
        : List.of();
  }

  private Optional<Container> containerOf(long pid) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(List.of(OWNER))
        .exec()
        .stream()
        .filter(c -> c.getLabels().getOrDefault(OWNER, "").contains("/" + pid + "/"))
        .findFirst();
  }

  private Set<String> volumesOf(String container) {
    List<InspectContainerResponse.Mount> mounts =
        docker.inspectContainerCmd(container).exec().getMounts();
    return mounts == null
        ? Set.of()
        : mounts.stream()
            .map(InspectContainerResponse.Mount::getName)
            .filter(name -> name != null)
            .collect(Collectors.toSet());
  }

  private Set<String> volumeNames() {
    return docker.listVolumesCmd().exec().getVolumes().stream()
        .map(InspectVolumeResponse::getName)
        .collect(Collectors.toSet());
  }
}
