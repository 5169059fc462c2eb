package io.github.statefulsetlab.lab;

import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.pod.LabPod;
import io.github.statefulsetlab.lab.pod.LabPods;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The revisions of a lab's StatefulSet, by name: the one that its template asks for, and its pods'.
 */
public final class Revisions {

  private final LabContext lab;
  private final LabPods pods;

  Revisions(LabContext lab, LabPods pods) {
    this.lab = lab;
    this.pods = pods;
  }

  /** The revision that the set's template asks for, of whatever revision the pods are. */
  public String current() {
    return StatefulSets.updateRevision(lab.statefulSet())
        .orElseThrow(() -> new AssertionError("The StatefulSet has no revision."));
  }

  /** All pods' revisions, in order. */
  public List<String> ofPods() {
    return pods.all().stream().map(LabPod::revision).toList();
  }

  /** Revisions by which the lowest pods are at one, and all others at another. */
  public List<String> split(int lowest, String theirs, String others) {
    return IntStream.range(0, lab.podNames().size())
        .mapToObj(i -> i < lowest ? theirs : others)
        .toList();
  }
}
