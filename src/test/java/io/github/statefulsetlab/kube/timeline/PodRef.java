package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Pod;
import io.github.statefulsetlab.kube.Pods;
import java.util.List;
import java.util.OptionalInt;

/** The pods of one name, one after another: whom a sentence about a timeline is about. */
public final class PodRef extends ObjectRef<Pod> {

  PodRef(String name) {
    super(Pod.class, name);
  }

  private PodRef(PodRef general, OptionalInt incarnation, List<Milestone> after) {
    super(general, incarnation, after);
  }

  @Override
  public PodRef incarnation(int n) {
    return new PodRef(this, OptionalInt.of(n), after());
  }

  @Override
  public PodRef after(Milestone milestone) {
    return new PodRef(this, incarnation(), with(milestone));
  }

  /** Its Ready condition became true. */
  public Milestone becameReady() {
    return became("became ready", Pods::reportsReady);
  }

  /** Its Ready condition became false again; that of a pod on its way out does not count. */
  public Milestone becameUnready() {
    return milestone(
        "became unready",
        history ->
            history.edges(
                "became unready",
                (before, now) ->
                    before.filter(Pods::reportsReady).isPresent()
                        && !Pods.reportsReady(now)
                        && !Pods.isTerminating(now)));
  }

  /** Another pod of this name had appeared in its place and became ready. */
  public Milestone becameReadyAfterReplacement() {
    return new Milestone(
        List.of(objects()),
        this + " became ready after it was replaced",
        timeline -> after(wasReplaced()).becameReady().in(timeline));
  }

  /** One of its containers was restarted: same pod, one restart more. */
  public Milestone wasRestarted() {
    return milestone(
        "was restarted",
        history ->
            history.edges(
                "was restarted",
                (before, now) -> Pods.restarts(now) > before.map(Pods::restarts).orElse(0)));
  }
}
