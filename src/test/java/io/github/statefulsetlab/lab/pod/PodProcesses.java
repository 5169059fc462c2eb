package io.github.statefulsetlab.lab.pod;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.cluster.NodeShell;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.lab.context.LabContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opentest4j.TestAbortedException;

/** The processes of a pod's app, as the node that it runs on sees them. */
final class PodProcesses {

  /** A process may have ended by itself meanwhile. */
  private static final String SIGNAL =
      "for process; do kill -$0 $process || [ ! -d /proc/$process ] || exit 1; done";

  private final LabContext lab;
  private final Pod pod;

  PodProcesses(LabContext lab, Pod pod) {
    this.lab = lab;
    this.pod = pod;
  }

  /** Stops all of them (SIGSTOP), those among them that are started meanwhile. */
  void stop() {
    Set<Long> stopped = new HashSet<>();
    List<Long> running = all();
    while (!stopped.containsAll(running)) {
      signal("STOP", running);
      stopped.addAll(running);
      // One of them may have started another before it was stopped.
      running = all();
    }
  }

  /** Lets all of them go on (SIGCONT). */
  void resume() {
    signal("CONT", all());
  }

  /** Kills the main process (SIGKILL). */
  void kill() {
    signal("KILL", List.of(node().processOf(appStatus().getContainerID())));
  }

  private List<Long> all() {
    return node().processesOf(appStatus().getContainerID());
  }

  private void signal(String signal, List<Long> processes) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SIGNAL, signal));
    processes.forEach(process -> command.add(String.valueOf(process)));
    node().exec(command.toArray(String[]::new));
  }

  private NodeShell node() {
    String node = pod.getSpec().getNodeName();
    return lab.installation()
        .cluster()
        .shell(node)
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "Needs access to the node %s, which this cluster does not give."
                        .formatted(node)));
  }

  private ContainerStatus appStatus() {
    String app = lab.appContainer().getName();
    return Pods.containerStatus(pod, app)
        .orElseThrow(
            () ->
                new AssertionError(
                    "Container %s of %s is not there."
                        .formatted(app, pod.getMetadata().getName())));
  }
}
