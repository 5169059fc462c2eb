package io.github.statefulsetlab.lab.context;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What pods had counted that hang because a behaviour froze them, and that nobody restarted. */
public final class FrozenPods {

  private final Map<String, Frozen> frozen = new ConcurrentHashMap<>();

  private record Frozen(String incarnation, long count) {}

  /**
   * It counts nothing more, and a request that reaches it gets no answer.
   *
   * @param incarnation tells the pod and its restarts apart; asked for only where one was frozen
   */
  public Optional<Long> count(String pod, Supplier<String> incarnation) {
    return Optional.ofNullable(frozen.get(pod))
        .filter(when -> when.incarnation().equals(incarnation.get()))
        .map(Frozen::count);
  }

  /** Notes what a pod had counted when it was frozen. */
  public void add(String pod, String incarnation, long count) {
    frozen.put(pod, new Frozen(incarnation, count));
  }

  /** The pod goes on, or was restarted. */
  public void remove(String pod) {
    frozen.remove(pod);
  }
}
