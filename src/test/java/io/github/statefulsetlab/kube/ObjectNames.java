package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Collectors;

/** What objects are called in messages: kind and name, as {@code kubectl} takes them. */
public final class ObjectNames {

  private ObjectNames() {}

  /** Kind and name, as in {@code Service/web}. */
  public static String of(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  /** Kinds and names, separated by commas; "none" if there are none. */
  public static String joined(List<? extends HasMetadata> objects) {
    return objects.isEmpty()
        ? "none"
        : objects.stream().map(ObjectNames::of).collect(Collectors.joining(", "));
  }
}
