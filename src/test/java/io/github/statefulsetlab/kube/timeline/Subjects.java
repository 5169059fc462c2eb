package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;

/**
 * The words that sentences about a timeline begin with. Import them statically: {@code
 * pod("web-0").becameReady()}.
 */
public final class Subjects {

  private Subjects() {}

  /** The pods of this name, one after another. */
  public static PodSubject pod(String name) {
    return new PodSubject(name);
  }

  /** The claims of this name, one after another. */
  public static Subject<PersistentVolumeClaim> claim(String name) {
    return new Subject<>(PersistentVolumeClaim.class, name);
  }

  /** The StatefulSets of this name, one after another. */
  public static StatefulSetSubject statefulSet(String name) {
    return new StatefulSetSubject(name);
  }

  /** The ControllerRevision of this name. */
  public static Subject<ControllerRevision> controllerRevision(String name) {
    return new Subject<>(ControllerRevision.class, name);
  }

  /** The objects of another type and this name. */
  public static <T extends HasMetadata> Subject<T> object(Class<T> type, String name) {
    return new Subject<>(type, name);
  }
}
