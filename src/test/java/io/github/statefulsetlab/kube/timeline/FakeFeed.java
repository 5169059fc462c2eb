package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An API server for one kind, pods, that does what a test tells it to. */
final class FakeFeed implements Feed {

  private final List<Opened> watches = Collections.synchronizedList(new ArrayList<>());
  private final Deque<RuntimeException> refusals = new ArrayDeque<>();
  private final AtomicInteger lists = new AtomicInteger();
  private volatile PodList answer = pods("0");
  private volatile Runnable onOpening = () -> {};

  /** A watch that was opened. */
  static final class Opened implements Watch {

    private final String since;
    private final Watcher<Pod> watcher;
    private volatile boolean closed;

    Opened(String since, Watcher<Pod> watcher) {
      this.since = since;
      this.watcher = watcher;
    }

    String since() {
      return since;
    }

    boolean isClosed() {
      return closed;
    }

    void says(Watcher.Action action, Pod pod) {
      watcher.eventReceived(action, pod);
    }

    void ends(String why) {
      watcher.onClose(new WatcherException(why));
    }

    void expires() {
      watcher.onClose(
          new WatcherException(
              "too old resource version", new KubernetesClientException("gone", 410, null)));
    }

    /** As fabric8 does, tells the watcher too. */
    @Override
    public void close() {
      if (!closed) {
        closed = true;
        watcher.onClose();
      }
    }
  }

  static Pod pod(String name, String uid, long revision) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withUid(uid)
        .withResourceVersion(String.valueOf(revision))
        .endMetadata()
        .build();
  }

  static PodList pods(String revision, Pod... items) {
    PodList list = new PodList();
    list.setMetadata(new ListMetaBuilder().withResourceVersion(revision).build());
    list.setItems(List.of(items));
    return list;
  }

  void lists(String revision, Pod... items) {
    answer = pods(revision, items);
  }

  synchronized void refuses(RuntimeException failure, int times) {
    refusals.addAll(Collections.nCopies(times, failure));
  }

  /** What happens between the opening of a watch and the return of the call that opened it. */
  void onOpening(Runnable what) {
    onOpening = what;
  }

  List<Opened> watches() {
    return List.copyOf(watches);
  }

  Opened last() {
    return watches.get(watches.size() - 1);
  }

  int timesListed() {
    return lists.get();
  }

  /** Every watch here is one on pods. */
  @Override
  @SuppressWarnings("unchecked")
  public <T extends HasMetadata> Watch watch(Class<T> kind, String since, Watcher<T> watcher) {
    Opened opened = new Opened(since, (Watcher<Pod>) watcher);
    try {
      refuse();
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
    watches.add(opened);
    onOpening.run();
    return opened;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends HasMetadata> KubernetesResourceList<T> list(Class<T> kind) {
    lists.incrementAndGet();
    refuse();
    return (KubernetesResourceList<T>) answer;
  }

  private synchronized void refuse() {
    RuntimeException failure = refusals.poll();
    if (failure != null) {
      throw failure;
    }
  }
}
