package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;

/**
 * The words that sentences about a timeline begin with. Import them statically: {@code
 * pod("web-0").becameReady()}.
 */
public final class ObjectRefs {

  private ObjectRefs() {}

  /** The pods of this name, one after another. */
  public static PodRef pod(String name) {
    return new PodRef(name);
  }

  /** The claims of this name, one after another. */
  public static ObjectRef<PersistentVolumeClaim> claim(String name) {
    return new ObjectRef<>(PersistentVolumeClaim.class, name);
  }

  /** The StatefulSets of this name, one after another. */
  public static StatefulSetRef statefulSet(String name) {
    return new StatefulSetRef(name);
  }
}
