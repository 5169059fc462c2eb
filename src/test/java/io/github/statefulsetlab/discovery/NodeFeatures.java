package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SeccompProfileBuilder;
import io.github.statefulsetlab.kube.Containers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What pods ask that somebody has set up on nodes: a container runtime, a scheduler, security
 * profiles, devices. A cluster that was made for a lab has none of it, and it says nothing about
 * what is graded.
 */
final class NodeFeatures {

  private static final String SCHEDULER = "default-scheduler";
  private static final String LOCALHOST = "Localhost";

  /** What every node has of its own; all other resources are devices, or pages set aside. */
  private static final Set<String> OF_EVERY_NODE = Set.of("cpu", "memory", "ephemeral-storage");

  private final ClusterShape cluster;
  private final PodSpec pod;
  private final List<String> changes = new ArrayList<>();

  private NodeFeatures(ClusterShape cluster, PodSpec pod) {
    this.cluster = cluster;
    this.pod = pod;
  }

  /**
   * Leaves out what the cluster's nodes do not have.
   *
   * @param pod changed
   * @return what was changed, a phrase each; empty where nothing had to be
   */
  static List<String> apply(ClusterShape cluster, PodSpec pod) {
    NodeFeatures features = new NodeFeatures(cluster, pod);
    features.fitRuntime();
    features.fitScheduler();
    features.fitProfiles();
    features.fitDevices();
    return List.copyOf(features.changes);
  }

  private void fitRuntime() {
    Optional.ofNullable(pod.getRuntimeClassName())
        .filter(name -> !name.isEmpty() && !cluster.runtimeClasses().contains(name))
        .ifPresent(
            name -> {
              pod.setRuntimeClassName(null);
              pod.setOverhead(null);
              changes.add(
                  "runtimeClassName %s left out, since the cluster has no RuntimeClass of that name"
                      .formatted(name));
            });
  }

  private void fitScheduler() {
    Optional.ofNullable(pod.getSchedulerName())
        .filter(name -> !name.isEmpty() && !name.equals(SCHEDULER))
        .ifPresent(
            name -> {
              pod.setSchedulerName(null);
              changes.add(
                  "schedulerName %s left out, since the cluster has the default scheduler alone"
                      .formatted(name));
            });
  }

  /**
   * Where a node has no AppArmor, the kubelet rejects a pod that names any profile; where it has,
   * containers that name none get the runtime's.
   */
  private void fitProfiles() {
    Set<String> seccomp = new TreeSet<>();
    boolean appArmor = false;
    if (pod.getSecurityContext() != null) {
      ofTheNode(pod.getSecurityContext().getSeccompProfile()).ifPresent(seccomp::add);
      appArmor = pod.getSecurityContext().getAppArmorProfile() != null;
      pod.getSecurityContext()
          .setSeccompProfile(usable(pod.getSecurityContext().getSeccompProfile()));
      pod.getSecurityContext().setAppArmorProfile(null);
    }
    for (Container container : containers()) {
      var context = container.getSecurityContext();
      if (context != null) {
        ofTheNode(context.getSeccompProfile()).ifPresent(seccomp::add);
        appArmor |= context.getAppArmorProfile() != null;
        context.setSeccompProfile(usable(context.getSeccompProfile()));
        context.setAppArmorProfile(null);
      }
    }
    if (!seccomp.isEmpty()) {
      changes.add(
          "seccompProfile %s made RuntimeDefault, since nodes have no profiles of a chart's"
              .formatted(String.join(", ", seccomp)));
    }
    if (appArmor) {
      changes.add("appArmorProfile left out, since nodes need not have AppArmor");
    }
  }

  private static Optional<String> ofTheNode(@Nullable SeccompProfile profile) {
    return Optional.ofNullable(profile)
        .filter(own -> LOCALHOST.equals(own.getType()))
        .map(own -> String.valueOf(own.getLocalhostProfile()));
  }

  private static @Nullable SeccompProfile usable(@Nullable SeccompProfile profile) {
    return ofTheNode(profile).isEmpty()
        ? profile
        : new SeccompProfileBuilder().withType("RuntimeDefault").build();
  }

  private void fitDevices() {
    Set<String> missing = new TreeSet<>();
    for (Container container : containers()) {
      if (container.getResources() != null) {
        container
            .getResources()
            .setLimits(withoutMissing(container.getResources().getLimits(), missing));
        container
            .getResources()
            .setRequests(withoutMissing(container.getResources().getRequests(), missing));
      }
    }
    if (!missing.isEmpty()) {
      changes.add("%s left out, since no node has any".formatted(String.join(", ", missing)));
    }
  }

  private @Nullable Map<String, Quantity> withoutMissing(
      @Nullable Map<String, Quantity> amounts, Set<String> missing) {
    if (amounts == null) {
      return null;
    }
    Map<String, Quantity> there = new LinkedHashMap<>(amounts);
    there
        .keySet()
        .removeIf(
            resource -> {
              boolean lacks =
                  !OF_EVERY_NODE.contains(resource) && !cluster.devices().contains(resource);
              if (lacks) {
                missing.add(resource);
              }
              return lacks;
            });
    return there;
  }

  private List<Container> containers() {
    return Containers.all(pod).toList();
  }
}
