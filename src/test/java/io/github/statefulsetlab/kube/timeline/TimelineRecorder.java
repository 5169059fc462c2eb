package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Records a namespace's {@link Timeline} by watches that start at a resource version. Start it
 * before the install: what happened earlier is not in it. How each kind survives the end of its
 * watch, and when that leaves a {@link Gap}: {@link KindRecorder}.
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

  private static final Duration FIRST_RETRY = Duration.ofMillis(250);

  /** Of all recorders; watches call back on threads that must not wait for the API server. */
  private static final Executor BACKGROUND =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "timeline");
            thread.setDaemon(true);
            return thread;
          });

  private final Timeline timeline = new Timeline();
  private final Feed feed;
  private final List<KindRecorder<?>> kinds;

  private TimelineRecorder(Feed feed) {
    this.feed = feed;
    this.kinds =
        KINDS.stream()
            .<KindRecorder<?>>map(
                kind -> new KindRecorder<>(kind, feed, timeline, BACKGROUND, FIRST_RETRY))
            .toList();
  }

  /**
   * Starts recording, and returns when all watches are open.
   *
   * @param since the resource version to start after, for instance that of the new namespace
   */
  public static TimelineRecorder start(KubernetesClient client, String namespace, String since) {
    return start(Feed.of(client, namespace), since);
  }

  /** All watches at once: each needs a connection and a WebSocket handshake of its own. */
  static TimelineRecorder start(Feed feed, String since) {
    TimelineRecorder recorder = new TimelineRecorder(feed);
    CompletableFuture<?>[] opening =
        recorder.kinds.stream()
            .map(kind -> CompletableFuture.runAsync(() -> kind.open(since), BACKGROUND))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(opening).join();
      return recorder;
    } catch (CompletionException e) {
      recorder.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The history so far; the same object throughout, which keeps growing. */
  public Timeline timeline() {
    return timeline;
  }

  /**
   * Whether the history tells of the objects of this kind what the API server shows now. A watch
   * that is being opened again lags, and shows nothing for a while.
   */
  public <T extends HasMetadata> boolean isUpToDate(Class<T> kind) {
    return revisions(feed.list(kind).getItems()).equals(revisions(timeline.current(kind)));
  }

  private static Map<String, String> revisions(List<? extends HasMetadata> objects) {
    return objects.stream()
        .map(HasMetadata::getMetadata)
        .collect(Collectors.toMap(ObjectMeta::getName, ObjectMeta::getResourceVersion));
  }

  /** Ends the recording. What was recorded stays readable, and is no gap. */
  @Override
  public void close() {
    kinds.forEach(KindRecorder::close);
  }
}
