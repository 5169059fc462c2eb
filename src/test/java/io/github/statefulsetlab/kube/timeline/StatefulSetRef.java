package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.kube.StatefulSets;
import java.util.List;
import java.util.OptionalInt;

/** The StatefulSets of one name, one after another: whom a sentence about a timeline is about. */
public final class StatefulSetRef extends ObjectRef<StatefulSet> {

  StatefulSetRef(String name) {
    super(StatefulSet.class, name);
  }

  private StatefulSetRef(StatefulSetRef general, OptionalInt incarnation, List<Milestone> after) {
    super(general, incarnation, after);
  }

  @Override
  public StatefulSetRef incarnation(int n) {
    return new StatefulSetRef(this, OptionalInt.of(n), after());
  }

  @Override
  public StatefulSetRef after(Milestone milestone) {
    return new StatefulSetRef(this, incarnation(), with(milestone));
  }

  /** It was asked to have so many pods and had not been. */
  public Milestone wasScaledTo(int replicas) {
    return became("was scaled to " + replicas, set -> StatefulSets.replicas(set) == replicas);
  }
}
