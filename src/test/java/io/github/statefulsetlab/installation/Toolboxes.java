package io.github.statefulsetlab.installation;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.timeline.Timeline;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import io.github.statefulsetlab.support.Lazy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The grader's own pods for one installation, each started by whoever needs it first. */
public final class Toolboxes {

  private final InstallContext context;
  private final String namespace;
  private final Timeline timeline;
  private final Lazy<ToolboxPod> inside;
  private final Map<String, Lazy<ToolboxPod>> withClaim = new ConcurrentHashMap<>();

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

  /** The pod that mounts this claim, on the node of the pod that uses it. */
  public ToolboxPod withClaim(Pod beside, String claim) {
    return withClaim
        .computeIfAbsent(claim, name -> Lazy.of(() -> startWithClaim(beside, name)))
        .get();
  }

  private ToolboxPod startWithClaim(Pod beside, String claim) {
    return ToolboxPod.withClaim(
        context.cluster().client(), beside, claim, context.toolboxImage(), timeline);
  }

  /** Deletes the pods that mount claims, and returns when they are gone. */
  public void releaseClaims() {
    releaseClaims(Set.copyOf(withClaim.keySet()));
  }

  /** Deletes those of the pods that mount these claims, and returns when they are gone. */
  public void releaseClaims(Collection<String> claims) {
    List<ToolboxPod> pods =
        claims.stream()
            .flatMap(claim -> Stream.ofNullable(withClaim.remove(claim)))
            .flatMap(pod -> pod.ifBegun().stream())
            .toList();
    pods.forEach(ToolboxPod::delete);
    await("the grader's pods that mount claims gone")
        .atMost(Timeouts.CHANGE)
        .pollInterval(Timeouts.POLL)
        .until(() -> pods.stream().allMatch(ToolboxPod::isGone));
  }
}
