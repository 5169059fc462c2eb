package io.github.statefulsetlab.run;

import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.patch.StatefulSetPatches;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.opentest4j.TestAbortedException;

/**
 * Whether a chart's pods become ready only together, as those do that elect a leader or wait for
 * one another. Labs have all of them then, though a behaviour could do with one.
 */
final class Peers {

  private static final Set<Patch> ENOUGH =
      Set.of(StatefulSetPatches.ONE_POD, StatefulSetPatches.TWO_PODS);

  private final IntSupplier own;
  private final Consumer<String> notes;
  private volatile boolean needed;

  /**
   * Nothing is known yet.
   *
   * @param own how many pods the chart asks for
   * @param notes told once what was found out
   */
  Peers(IntSupplier own, Consumer<String> notes) {
    this.own = own;
    this.notes = notes;
  }

  /** Learns from a lab of all pods, made after one of fewer had not become ready. */
  synchronized void learn(Lab withAll) {
    if (!needed && wasReady(withAll)) {
      needed = true;
      notes.accept(
          "a single pod does not become ready, %d together do: every check has as many pods as the chart asks for"
              .formatted(own.getAsInt()));
    }
  }

  /** Whether a lab has fewer pods than the chart asks for, and its first was never ready. */
  boolean lack(Lab lab) {
    return StatefulSets.replicas(lab.statefulSet()) < own.getAsInt() && !wasReady(lab);
  }

  private static boolean wasReady(Lab lab) {
    return lab.timeline()
        .pod(lab.pod(0).name())
        .became("ready", pod -> Pods.conditionIs(pod, "ContainersReady", "True"))
        .isPresent();
  }

  /** The patches of a lab, without one for a single pod where pods need one another. */
  List<Patch> fit(List<Patch> with) {
    return needed ? all(with) : with;
  }

  /**
   * The patches of a lab that has as many pods as the chart asks for.
   *
   * @throws TestAbortedException if the behaviour is about fewer
   */
  List<Patch> all(List<Patch> with) {
    List<Patch> others = with.stream().filter(patch -> !ENOUGH.contains(patch)).toList();
    int asked = StatefulSetPatches.replicasIn(others).orElse(own.getAsInt());
    if (asked < own.getAsInt()) {
      throw new TestAbortedException(
          "The chart's %d pods become ready only together, and this is about %d."
              .formatted(own.getAsInt(), asked));
    }
    return others;
  }
}
