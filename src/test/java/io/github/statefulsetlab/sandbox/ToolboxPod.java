package io.github.statefulsetlab.sandbox;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.cluster.ClusterReadiness;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.submission.NotGradableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A pod of the grader's own, with a shell, {@code nslookup}, {@code getent} and {@code wget}: for
 * what a student's image can't do, and for what must not be asked of the pod that it is about.
 */
public final class ToolboxPod {

  /** Where a claim is mounted that is the only one. */
  public static final String CLAIM = "/claim";

  /** Selects what is not a pod of the grader's own. */
  public static final String NOT_THE_GRADERS = "!" + ToolboxTemplate.RUN;

  /** Where {@link #listening} listens. */
  static final int PORT = 8080;

  private static final String IMAGE = "docker.io/statefulset-lab/toolbox:1";
  private static final String IMAGE_FROM_REGISTRY = "alpine:3.22";
  private static final Duration EXEC_TIMEOUT = Duration.ofSeconds(60);

  /** Beyond a script's own time, for the command to be started and its end to be told. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  /** For what enforces NetworkPolicies to know of a new pod. */
  private static final Duration KNOWN = Duration.ofSeconds(20);

  /** Ends when a connection is not refused; one that nobody answers is cut off after 2 s. */
  private static final String CONNECT =
      "end=$(($(date +%s) + $3)); while [ $(date +%s) -lt $end ]; do timeout 2 nc \"$1\" \"$2\""
          + " </dev/null >/dev/null 2>&1; [ $? -ne 1 ] && exit 0; sleep 1; done; exit 0";

  /** What {@code timeout} ends with when the time is up: busybox and coreutils differ. */
  private static final Set<Integer> TIMED_OUT = Set.of(124, 143);

  private static final int FORBIDDEN = 403;

  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final ToolboxIdentity identity;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  private ToolboxPod(KubernetesClient client, Pod created, Optional<Timeline> record) {
    this.client = client;
    this.namespace = created.getMetadata().getNamespace();
    this.name = created.getMetadata().getName();
    this.identity = new ToolboxIdentity(name, created.getMetadata().getUid(), record);
  }

  /** The image for such pods: the toolbox where a node has it, else one from a registry. */
  public static String imageOn(KubernetesClient client) {
    return ClusterReadiness.hasImage(client, IMAGE) ? IMAGE : IMAGE_FROM_REGISTRY;
  }

  /** Whether the pod is one of the grader's own. */
  public static boolean isOne(Pod pod) {
    return Optional.ofNullable(pod.getMetadata().getLabels())
        .filter(labels -> labels.entrySet().containsAll(ToolboxTemplate.LABELS.entrySet()))
        .isPresent();
  }

  /** Starts a pod for look-ups and requests, in a namespace where no chart is. */
  public static ToolboxPod start(KubernetesClient client, String namespace, String image) {
    return start(client, pod(client, namespace, "grader", image), Optional.empty());
  }

  /**
   * Starts a pod for look-ups and requests, beside a chart.
   *
   * @param record the history of the namespace, which tells whether it is still the same pod
   */
  public static ToolboxPod start(
      KubernetesClient client, String namespace, String image, Timeline record) {
    return start(client, pod(client, namespace, "grader", image), Optional.of(record));
  }

  /** Starts a pod that accepts connections to {@link #PORT}, one after another. */
  static ToolboxPod listening(KubernetesClient client, String namespace, String image) {
    Pod pod = pod(client, namespace, "listener", image);
    pod.getSpec()
        .getContainers()
        .get(0)
        .setCommand(List.of("sh", "-c", "while :; do nc -l -p %d -e true; done".formatted(PORT)));
    return start(client, pod, Optional.empty());
  }

  /** Starts a pod that fences do not know as a grader's. */
  static ToolboxPod unlabelled(KubernetesClient client, String namespace, String image) {
    Pod pod = pod(client, namespace, "stranger", image);
    pod.getMetadata().setLabels(Map.of());
    return start(client, pod, Optional.empty());
  }

  /**
   * Starts a pod on the node of another one, with claims mounted and with that one's fsGroup.
   *
   * @param paths where each claim is mounted, by the claims' names
   */
  public static ToolboxPod withClaims(
      KubernetesClient client,
      Pod beside,
      Map<String, String> paths,
      String image,
      Timeline record) {
    String what = "grader-" + paths.keySet().iterator().next();
    Pod pod = pod(client, beside.getMetadata().getNamespace(), what, image);
    return start(client, ToolboxTemplate.mounting(pod, beside, paths), Optional.of(record));
  }

  private static Pod pod(KubernetesClient client, String namespace, String what, String image) {
    return ToolboxTemplate.pod(client.namespaces().withName(namespace).require(), what, image);
  }

  private static ToolboxPod start(KubernetesClient client, Pod pod, Optional<Timeline> record) {
    ToolboxPod toolbox = new ToolboxPod(client, create(client, pod), record);
    try {
      await("the grader's own pod " + toolbox.name)
          .atMost(Timeouts.CHANGE)
          .pollInterval(Timeouts.POLL)
          .until(() -> toolbox.current().filter(Pods::isReady).isPresent());
    } catch (ConditionTimeoutException e) {
      String phase = toolbox.current().map(Pods::phase).orElse("it is gone");
      toolbox.delete();
      throw new ClusterException(
          "The grader's own pod %s did not start: %s".formatted(toolbox.name, phase), e);
    }
    return toolbox;
  }

  private Optional<Pod> current() {
    Optional<Pod> now =
        Optional.ofNullable(client.pods().inNamespace(namespace).withName(name).get());
    now.ifPresent(identity::require);
    return now;
  }

  private static Pod create(KubernetesClient client, Pod pod) {
    try {
      return client.resource(pod).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() == FORBIDDEN && String.valueOf(e.getMessage()).contains("exceeded quota")) {
        throw new NotGradableException(
            "The chart fills its namespace, so that there is no room for the grader's own pod. Ask"
                + " for fewer pods. "
                + e.getMessage(),
            e);
      }
      throw e;
    }
  }

  String namespace() {
    return namespace;
  }

  /** The pod's own address. */
  String address() {
    return current()
        .flatMap(Pods::address)
        .orElseThrow(() -> new ClusterException("The grader's own pod " + name + " is gone."));
  }

  /** A command's exit status and all that it printed. */
  public record Result(int status, String output) {

    public boolean ok() {
      return status == 0;
    }

    /**
     * The same, unless it is that of a script which was stopped after so long: what it asked was
     * too slow, which says something about the app and nothing about the grader.
     *
     * @throws AssertionError if it was stopped
     */
    Result inTime(Duration atMost) {
      if (TIMED_OUT.contains(status)) {
        throw new AssertionError("Not answered within %d s in all.".formatted(atMost.toSeconds()));
      }
      return this;
    }

    /** As a terminal would show it. */
    public String transcript(String... command) {
      return "$ %s%n%s".formatted(String.join(" ", command), output);
    }
  }

  /**
   * Runs a command in the pod.
   *
   * @throws ClusterException if it does not end within a minute
   */
  public Result exec(String... command) {
    return exec(EXEC_TIMEOUT, command);
  }

  private Result exec(Duration atMost, String... command) {
    BoundedOutput output = new BoundedOutput();
    identity.require();
    try (ExecWatch watch =
        client
            .pods()
            .inNamespace(namespace)
            .withName(name)
            .writingOutput(output)
            .writingError(output)
            .exec(command)) {
      // Without one where the connection ends first, as when the cluster is being removed.
      Integer status = watch.exitCode().get(atMost.toSeconds(), TimeUnit.SECONDS);
      if (status == null) {
        throw new ClusterException(
            "The connection to the grader's own pod ended before %s did."
                .formatted(List.of(command)));
      }
      identity.require();
      return new Result(status, output.text());
    } catch (ExecutionException | TimeoutException e) {
      throw new ClusterException(
          "In the grader's own pod, %s did not end well: %s".formatted(List.of(command), e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while a command ran in the grader's own pod.", e);
    }
  }

  /** Runs a script of the shell, with these arguments as {@code $1} and so on. */
  public Result script(String script, String... arguments) {
    return exec(
        Stream.concat(Stream.of("sh", "-c", script, "sh"), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /**
   * Runs a script of the shell that may take a while because of what it asks.
   *
   * @throws AssertionError if it does not end in time
   */
  public Result script(Duration atMost, String script, String... arguments) {
    Result result =
        exec(
            atMost.plus(GRACE),
            Stream.concat(
                    Stream.of(
                        "timeout", String.valueOf(atMost.toSeconds()), "sh", "-c", script, "sh"),
                    Stream.of(arguments))
                .toArray(String[]::new));
    return result.inTime(atMost);
  }

  /**
   * Waits until this address accepts a connection from this pod, or has had the time to. What
   * enforces NetworkPolicies learns of a new pod only after its start, and refuses what it sends
   * until then.
   */
  public void awaitAccess(String host, int port) {
    if (known.add(host + " " + port)) {
      script(
          KNOWN.plus(GRACE),
          CONNECT,
          host,
          String.valueOf(port),
          String.valueOf(KNOWN.toSeconds()));
    }
  }

  public boolean isGone() {
    return client.pods().inNamespace(namespace).withName(name).get() == null;
  }

  public void delete() {
    identity.release();
    client.pods().inNamespace(namespace).withName(name).withGracePeriod(0).delete();
  }
}
