package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.sandbox.Sandbox;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a submission's pods reach, and what they may ask of the kernel. Each attack is tried by a
 * pod without that guard as well, where it succeeds.
 */
@ExtendWith(OnOneCluster.class)
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("The confinement of a submission's pods")
class ConfinementIT {

  /** A new pod is known to those who enforce policies about a second after it has started. */
  private static final Duration SOON = Duration.ofSeconds(10);

  /** For a command to be started in a pod and to end, beside everything else that is tested. */
  private static final Duration COMMAND = Duration.ofSeconds(60);

  private static final int LISTENING = 8080;
  private static final int NET_RAW = 13;
  private static final String TOOLBOX = "docker.io/statefulset-lab/toolbox:1";
  private static final String API_SERVER = "10.43.0.1";
  private static final String PLAIN = "";

  private final String mine = name("mine");
  private final String neighbours = name("neighbours");
  private final String open = name("open");
  private KubernetesClient admin;
  private List<Sandbox> sandboxes = List.of();
  private String image = TOOLBOX;
  private String node = "";

  private static String name(String whose) {
    return "lab-%s-%s".formatted(whose, UUID.randomUUID().toString().substring(0, 5));
  }

  @BeforeAll
  void startPods(SuiteRunner runner) {
    admin = runner.cluster().client();
    sandboxes =
        Stream.of(mine, neighbours).map(n -> Sandbox.aroundNew(runner.cluster(), n)).toList();
    admin
        .resource(new NamespaceBuilder().withNewMetadata().withName(open).endMetadata().build())
        .create();
    await("the default ServiceAccount of the open namespace")
        .atMost(SOON)
        .until(() -> admin.serviceAccounts().inNamespace(open).withName("default").get() != null);
    image = ToolboxPod.imageOn(admin);
    start(mine, "app", PLAIN, PLAIN);
    start(mine, "peer", PLAIN, PLAIN);
    start(neighbours, "app", PLAIN, PLAIN);
    start(open, "unguarded", "hostNetwork: true", PLAIN);
    start(
        open,
        "unconfined",
        "securityContext: {seccompProfile: {type: Unconfined}}",
        "securityContext: {capabilities: {add: [NET_RAW]}}");
    Stream.of(mine, neighbours, open)
        .flatMap(n -> admin.pods().inNamespace(n).list().getItems().stream())
        .forEach(this::awaitReady);
    node = pod(mine, "app").getStatus().getHostIP();
  }

  @AfterAll
  void deleteThem() {
    for (String namespace : List.of(mine, neighbours, open)) {
      admin.namespaces().withName(namespace).withGracePeriod(0).delete();
    }
    sandboxes.forEach(Sandbox::close);
  }

  @Test
  void keepsPodsFromTheNodesOwnPorts() {
    for (int port : List.of(6443, 10250)) {
      assertThat(reaches(open, "unguarded", node, port)).as("port %d of the node", port).isTrue();
      awaitUnreachable(node, port);
    }
  }

  @Test
  void keepsPodsWithoutRightsFromTheApiServer() {
    assertThat(reaches(open, "unguarded", API_SERVER, 443)).isTrue();
    awaitUnreachable(API_SERVER, 443);
  }

  @Test
  void keepsPodsFromThisMachine() throws IOException {
    try (ServerSocket machine = new ServerSocket(0)) {
      String gateway = gatewayOfTheNode();
      assumeThat(reaches(open, "unguarded", gateway, machine.getLocalPort()))
          .as("this machine is where the engine's containers find it")
          .isTrue();
      awaitUnreachable(gateway, machine.getLocalPort());
    }
  }

  @Test
  void keepsPodsFromThoseOfOtherLabs() {
    String neighbour = pod(neighbours, "app").getStatus().getPodIP();
    assertThat(reaches(open, "unguarded", neighbour, LISTENING)).isTrue();
    awaitUnreachable(neighbour, LISTENING);
  }

  @Test
  void leavesPodsTheirPeersAndTheClustersDns() {
    String peer = pod(mine, "peer").getStatus().getPodIP();
    await("a peer to be reached")
        .atMost(SOON)
        .untilAsserted(() -> assertThat(reaches(mine, "app", peer, LISTENING)).isTrue());
    assertThat(exec(mine, "app", "nslookup", "kubernetes.default.svc.cluster.local").output())
        .contains(API_SERVER);
  }

  @Test
  void filtersTheSystemCallsOfPodsThatAskForNoProfile() {
    assertThat(status(open, "unconfined", "Seccomp")).isEqualTo("0");
    assertThat(status(mine, "app", "Seccomp")).isEqualTo("2");
  }

  /** On k3s it is among containerd's defaults, and spoofing ends at the policies. */
  @Test
  void givesPodsNoRawSockets() {
    assumeThat(image).isEqualTo(TOOLBOX);
    assertThat(hasRawSockets(open, "unconfined")).isTrue();
    assertThat(hasRawSockets(mine, "app")).isFalse();
  }

  @Test
  void refusesServicesWithExternalAddresses() {
    String service =
        "{apiVersion: v1, kind: Service, metadata: {name: x, namespace: %s}, spec: {%sports: [{port: 6443}]}}";
    assertThatCode(() -> dryRun(service.formatted(open, PLAIN)))
        .as("the same without them")
        .doesNotThrowAnyException();
    for (String namespace : List.of(open, mine)) {
      String external = "externalIPs: ['%s'], ".formatted(node);
      assertThatExceptionOfType(KubernetesClientException.class)
          .isThrownBy(() -> dryRun(service.formatted(namespace, external)))
          .withMessageContaining("external IPs");
    }
  }

  private void awaitUnreachable(String host, int port) {
    await("%s:%d not to be reached by a submission's pod".formatted(host, port))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(reaches(mine, "app", host, port)).isFalse());
  }

  private boolean reaches(String namespace, String pod, String host, int port) {
    return exec(
                namespace,
                pod,
                "timeout",
                "3",
                "nc",
                "-w",
                "2",
                host,
                String.valueOf(port),
                "-e",
                "true")
            .status()
        == 0;
  }

  private String gatewayOfTheNode() {
    String routes = exec(open, "unguarded", "ip", "route").output();
    Matcher found = Pattern.compile("default via (\\S+)").matcher(routes);
    assumeThat(found.find()).as(routes).isTrue();
    return found.group(1);
  }

  private boolean hasRawSockets(String namespace, String pod) {
    return (Long.parseLong(status(namespace, pod, "CapBnd"), 16) >> NET_RAW & 1) == 1;
  }

  /** A line of what the kernel says of a pod's process. */
  private String status(String namespace, String pod, String line) {
    String all = exec(namespace, pod, "cat", "/proc/1/status").output();
    Matcher found = Pattern.compile("(?m)^%s:\\s+(\\S+)".formatted(line)).matcher(all);
    assertThat(found.find()).as(all).isTrue();
    return found.group(1);
  }

  private void start(String namespace, String name, String spec, String container) {
    String yaml =
        """
        {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s}, spec: {
          %sterminationGracePeriodSeconds: 0, automountServiceAccountToken: false,
          containers: [{name: c, image: '%s', imagePullPolicy: IfNotPresent, %s
            command: [sh, -c, 'while :; do nc -l -p %d -e true; done']}]}}
        """
            .formatted(name, namespace, followed(spec), image, followed(container), LISTENING);
    admin.resource(read(yaml)).create();
  }

  private static String followed(String fields) {
    return fields.isEmpty() ? "" : fields + ", ";
  }

  private void awaitReady(Pod pod) {
    admin.resource(pod).waitUntilReady(SOON.toSeconds() * 6, TimeUnit.SECONDS);
  }

  private Pod pod(String namespace, String name) {
    return admin.pods().inNamespace(namespace).withName(name).get();
  }

  private void dryRun(String yaml) {
    admin.resource(read(yaml)).dryRun().create();
  }

  private static HasMetadata read(String yaml) {
    return Serialization.unmarshal("# YAML\n" + yaml);
  }

  private record Result(int status, String output) {}

  private Result exec(String namespace, String pod, String... command) {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    try (ExecWatch watch =
        admin
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .writingOutput(output)
            .writingError(output)
            .exec(command)) {
      int status = watch.exitCode().get(COMMAND.toSeconds(), TimeUnit.SECONDS);
      return new Result(status, output.toString(StandardCharsets.UTF_8));
    } catch (Exception e) {
      throw new AssertionError("%s in pod %s".formatted(List.of(command), pod), e);
    }
  }
}
