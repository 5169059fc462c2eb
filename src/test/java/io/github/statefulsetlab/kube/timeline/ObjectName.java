package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The objects of one kind and name, one after another. */
public record ObjectName<T extends HasMetadata>(Class<T> type, String name) {

  History<T> history(Timeline timeline) {
    return timeline.of(type, name);
  }
}
