package io.github.statefulsetlab.lab;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What pods had counted that hang because a behaviour froze them, and that nobody restarted. */
final class FrozenPods {

  private final Map<String, Frozen> frozen = new ConcurrentHashMap<>();

  private record Frozen(String incarnation, long count) {}

  /** It counts nothing more, and a request that reaches it gets no answer. */
  Optional<Long> count(LabPod pod) {
    return Optional.ofNullable(frozen.get(pod.name()))
        .filter(when -> when.incarnation().equals(incarnation(pod)))
        .map(Frozen::count);
  }

  void add(LabPod pod, long count) {
    frozen.put(pod.name(), new Frozen(incarnation(pod), count));
  }

  void remove(LabPod pod) {
    frozen.remove(pod.name());
  }

  private static String incarnation(LabPod pod) {
    return pod.uid() + "/" + pod.restarts();
  }
}
