package io.github.statefulsetlab.installation;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.sandbox.MountedClaim;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.support.Lazy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The grader's own pods for one installation, each started by whoever needs it first. */
public final class Toolboxes {

  /** Where a pod mounts claims that mounts several, each in a folder of its name. */
  private static final String CLAIMS = "/claims/";

  private final InstallContext context;
  private final String namespace;
  private final Timeline timeline;
  private final Lazy<ToolboxPod> inside;
  private final Map<String, Mount> mounts = new ConcurrentHashMap<>();

  /** Where a claim is mounted, by a pod that starts when it is needed. */
  private record Mount(Lazy<ToolboxPod> pod, String path) {}

  Toolboxes(InstallContext context, String namespace, Timeline timeline) {
    this.context = context;
    this.namespace = namespace;
    this.timeline = timeline;
    this.inside = Lazy.of(this::startInside);
  }

  private ToolboxPod startInside() {
    return ToolboxPod.start(
        context.cluster().client(), namespace, context.toolboxImage(), timeline);
  }

  /** The pod in the installation's namespace. */
  public ToolboxPod inside() {
    return inside.get();
  }

  /** The pod in a namespace with no lab in it. */
  public ToolboxPod elsewhere() {
    return context.toolboxElsewhere();
  }

  /** A claim that is mounted, on the node of the pod that uses it. */
  public MountedClaim withClaim(Pod beside, String claim) {
    Mount mount =
        mounts.computeIfAbsent(
            claim,
            name -> new Mount(start(beside, Map.of(name, ToolboxPod.CLAIM)), ToolboxPod.CLAIM));
    return new MountedClaim(mount.pod().get(), mount.path());
  }

  /**
   * Has the claims on a node mounted by one pod, which starts once the first of them is asked for.
   * Those that are mounted already stay where they are.
   *
   * @param users the pods that use the claims, by the claims' names
   */
  public void shareClaims(Map<String, Pod> users) {
    Map<String, Map<String, Pod>> byNode = new HashMap<>();
    users.forEach(
        (claim, user) -> {
          if (!mounts.containsKey(claim)) {
            byNode
                .computeIfAbsent(
                    String.valueOf(user.getSpec().getNodeName()), node -> new TreeMap<>())
                .put(claim, user);
          }
        });
    byNode.values().forEach(this::shareOnNode);
  }

  private void shareOnNode(Map<String, Pod> users) {
    Map<String, String> paths = new TreeMap<>();
    users.keySet().forEach(claim -> paths.put(claim, CLAIMS + claim));
    Lazy<ToolboxPod> pod = start(users.values().iterator().next(), paths);
    paths.forEach((claim, path) -> mounts.putIfAbsent(claim, new Mount(pod, path)));
  }

  private Lazy<ToolboxPod> start(Pod beside, Map<String, String> paths) {
    return Lazy.of(
        () ->
            ToolboxPod.withClaims(
                context.cluster().client(), beside, paths, context.toolboxImage(), timeline));
  }

  /** Deletes the pods that mount claims, and returns when they are gone. */
  public void releaseClaims() {
    List<ToolboxPod> pods =
        Set.copyOf(mounts.keySet()).stream()
            .flatMap(claim -> Stream.ofNullable(mounts.remove(claim)))
            .map(Mount::pod)
            .distinct()
            .flatMap(pod -> pod.ifBegun().stream())
            .toList();
    pods.forEach(ToolboxPod::delete);
    await("the grader's pods that mount claims gone")
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(() -> pods.stream().allMatch(ToolboxPod::isGone));
  }
}
