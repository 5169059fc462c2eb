package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Records a namespace's {@link Timeline} by watches that start at a resource version. Start it
 * before the install: what happened earlier is not in it.
 *
 * <p>A watch that merely ends is resumed by the client where it left off. One that can't be resumed
 * (410 Gone) leaves a gap in the timeline, which whoever asserts on it has to honour.
 */
public final class TimelineRecorder implements AutoCloseable {

  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          Pod.class,
          PersistentVolumeClaim.class,
          StatefulSet.class,
          EndpointSlice.class,
          ControllerRevision.class,
          Event.class);

  private final KubernetesClient client;
  private final String namespace;
  private final Timeline timeline = new Timeline();
  private final List<Watch> watches = new ArrayList<>();
  private volatile boolean closed;

  private TimelineRecorder(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Starts recording.
   *
   * @param since the resource version to start after, for instance that of the new namespace
   */
  public static TimelineRecorder start(KubernetesClient client, String namespace, String since) {
    TimelineRecorder recorder = new TimelineRecorder(client, namespace);
    KINDS.forEach(kind -> recorder.watch(kind, since));
    return recorder;
  }

  /** The history so far; the same object throughout, which keeps growing. */
  public Timeline timeline() {
    return timeline;
  }

  private <T extends HasMetadata> void watch(Class<T> kind, String since) {
    Watch watch =
        client
            .resources(kind)
            .inNamespace(namespace)
            .watch(
                new ListOptionsBuilder()
                    .withResourceVersion(since)
                    .withAllowWatchBookmarks()
                    .build(),
                new Recording<>(kind));
    synchronized (watches) {
      watches.add(watch);
    }
  }

  private <T extends HasMetadata> void resume(Class<T> kind) {
    KubernetesResourceList<T> list = client.resources(kind).inNamespace(namespace).list();
    list.getItems().forEach(item -> record(Change.Action.MODIFIED, item));
    watch(kind, list.getMetadata().getResourceVersion());
  }

  private void record(Change.Action action, HasMetadata object) {
    timeline.add(new Change(Change.revisionOf(object), Instant.now(), action, object));
  }

  @Override
  public void close() {
    closed = true;
    synchronized (watches) {
      watches.forEach(Watch::close);
    }
  }

  private final class Recording<T extends HasMetadata> implements Watcher<T> {

    private final Class<T> kind;

    Recording(Class<T> kind) {
      this.kind = kind;
    }

    @Override
    public void eventReceived(Action action, T object) {
      switch (action) {
        case ADDED -> record(Change.Action.ADDED, object);
        case MODIFIED -> record(Change.Action.MODIFIED, object);
        case DELETED -> record(Change.Action.DELETED, object);
        case ERROR, BOOKMARK -> {}
      }
    }

    @Override
    public boolean reconnecting() {
      return !closed;
    }

    @Override
    public void onClose(WatcherException cause) {
      if (!closed) {
        timeline.addGap("the watch on " + kind.getSimpleName() + "s ended: " + cause.getMessage());
        resume(kind);
      }
    }
  }
}
