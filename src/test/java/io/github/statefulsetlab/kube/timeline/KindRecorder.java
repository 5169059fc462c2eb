package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records the objects of one kind by a watch, and gets over its end.
 *
 * <p>A watch that begins after a revision tells all that happened since, or says 410 Gone (<a
 * href="https://kubernetes.io/docs/reference/using-api/api-concepts/#410-gone-responses">API
 * concepts</a>). The client reconnects by itself from the last revision that it saw, bookmarks
 * among them; what reaches {@link Attempt#onClose} is what it can't get over. Then:
 *
 * <ul>
 *   <li>the watch is opened again after the last revision, which leaves no gap. Also after a 410:
 *       fabric8 makes one up for a watch that ends within 2 s without a word;
 *   <li>if that says 410 once more, the objects are listed. What came and went between is lost, so
 *       a {@link Gap} is recorded;
 *   <li>if the API server answers neither in several attempts, the recording of the kind ends, and
 *       so does its history: a gap without an end.
 * </ul>
 *
 * All of that happens on threads of the recorder's own: the client calls back on a thread that
 * delivers the events, and opening a watch there would wait for itself.
 */
final class KindRecorder<T extends HasMetadata> {

  private static final int MOST_FAILURES = 6;

  private final Class<T> kind;
  private final Feed feed;
  private final Timeline timeline;
  private final Executor background;
  private final Duration firstRetry;

  private volatile boolean closed;
  private @Nullable Attempt current;

  /** The last revision up to which nothing is missing. */
  private long reached;

  /** Whether the last watch said 410, and nothing has been heard since. */
  private boolean expired;

  /** Ends of watches, and calls without an answer, since something was heard. */
  private int failures;

  KindRecorder(
      Class<T> kind, Feed feed, Timeline timeline, Executor background, Duration firstRetry) {
    this.kind = kind;
    this.feed = feed;
    this.timeline = timeline;
    this.background = background;
    this.firstRetry = firstRetry;
  }

  /** Begins to record what happens after that resource version. */
  void open(String since) {
    synchronized (this) {
      reached = Long.parseLong(since);
    }
    watch();
  }

  void close() {
    closed = true;
    Attempt last;
    synchronized (this) {
      last = current;
    }
    if (last != null) {
      last.close();
    }
  }

  /** Opens a watch where the last one left off. */
  private void watch() {
    Attempt attempt = new Attempt();
    long since;
    synchronized (this) {
      current = attempt;
      since = reached;
    }
    if (!closed) {
      attempt.opened(feed.watch(kind, String.valueOf(since), attempt));
    }
  }

  private void resume(String why) {
    attempt(why, this::resume, this::watch);
  }

  private void relist(String why) {
    attempt(
        why,
        this::relist,
        () -> {
          catchUp(feed.list(kind), why);
          later(() -> resume(why));
        });
  }

  private void attempt(String why, Consumer<String> retry, Runnable work) {
    if (closed) {
      return;
    }
    try {
      work.run();
    } catch (RuntimeException e) {
      Consumer<String> next = isGone(e) ? this::relist : retry;
      failed(why, e.getMessage(), () -> next.accept(why));
    }
  }

  private void failed(String why, @Nullable String failure, Runnable retry) {
    int soFar;
    synchronized (this) {
      soFar = ++failures;
    }
    if (soFar < MOST_FAILURES) {
      later(retry);
    } else {
      end("%s, and after %d attempts %s".formatted(why, soFar, failure));
    }
  }

  /** At once after the first failure, and less and less often after more. */
  private void later(Runnable work) {
    int soFar;
    synchronized (this) {
      soFar = failures;
    }
    long delay = soFar <= 1 ? 0 : firstRetry.toMillis() << (soFar - 2);
    CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, background).execute(work);
  }

  /** The recording of this kind can't go on. */
  private void end(String why) {
    if (!closed) {
      synchronized (this) {
        timeline.add(new Gap(kind.getSimpleName(), reached, OptionalLong.empty(), why));
      }
      close();
    }
  }

  /** Adds what the list shows to have changed, and says that there may have been more. */
  private void catchUp(KubernetesResourceList<T> list, String why) {
    long now = Long.parseLong(list.getMetadata().getResourceVersion());
    Map<String, T> missing =
        timeline.current(kind).stream()
            .collect(Collectors.toMap(o -> o.getMetadata().getName(), Function.identity()));
    synchronized (this) {
      // Before what the list shows: nobody may take that for watched.
      timeline.add(new Gap(kind.getSimpleName(), reached, OptionalLong.of(now), why));
    }
    for (T item : list.getItems()) {
      T known = missing.remove(item.getMetadata().getName());
      if (known == null) {
        record(Change.revisionOf(item), Change.Action.ADDED, item);
      } else if (!known.getMetadata().getUid().equals(item.getMetadata().getUid())) {
        record(Change.revisionOf(known) + 1, Change.Action.DELETED, known);
        record(Change.revisionOf(item), Change.Action.ADDED, item);
      } else if (Change.revisionOf(known) != Change.revisionOf(item)) {
        record(Change.revisionOf(item), Change.Action.MODIFIED, item);
      }
    }
    missing.values().forEach(gone -> record(now, Change.Action.DELETED, gone));
    synchronized (this) {
      reached = Math.max(reached, now);
      expired = false;
    }
  }

  /** Managed fields are half of an object, and nobody asks for them. */
  private void record(long revision, Change.Action action, T object) {
    object.getMetadata().setManagedFields(new ArrayList<>());
    timeline.add(new Change(revision, Instant.now(), action, object));
  }

  private static boolean isGone(RuntimeException e) {
    return e instanceof KubernetesClientException failure
        && failure.getCode() == HttpURLConnection.HTTP_GONE;
  }

  private synchronized void progress(long revision) {
    reached = Math.max(reached, revision);
    expired = false;
    failures = 0;
  }

  /** Whether the objects have to be listed before a watch can go on. */
  private synchronized boolean expiredAgain(boolean gone) {
    boolean again = gone && expired;
    expired = gone;
    return again;
  }

  /** One watch, from its opening to its end. */
  private final class Attempt implements Watcher<T> {

    private @Nullable Watch watch;
    private @Nullable Runnable end;

    void opened(Watch opened) {
      Runnable endedAlready;
      synchronized (this) {
        watch = opened;
        endedAlready = end;
      }
      if (closed || endedAlready != null) {
        opened.close();
      }
      if (endedAlready != null) {
        endedAlready.run();
      }
    }

    void close() {
      Watch open;
      synchronized (this) {
        open = watch;
      }
      if (open != null) {
        open.close();
      }
    }

    @Override
    public void eventReceived(Action action, T object) {
      try {
        long revision = Change.revisionOf(object);
        switch (action) {
          case ADDED -> record(revision, Change.Action.ADDED, object);
          case MODIFIED -> record(revision, Change.Action.MODIFIED, object);
          case DELETED -> record(revision, Change.Action.DELETED, object);
          case BOOKMARK, ERROR -> {}
        }
        progress(revision);
      } catch (RuntimeException e) {
        end("an event can't be read: " + e);
      }
    }

    /** The client need not count its attempts. */
    @Override
    public boolean reconnecting() {
      return !closed;
    }

    /** Nobody closes a watch but its recorder, unless the whole client is closed. */
    @Override
    public void onClose() {
      ended("the client was closed", false);
    }

    @Override
    public void onClose(WatcherException cause) {
      ended(String.valueOf(cause.getMessage()), cause.isHttpGone());
    }

    /**
     * The client tells the end of a watch that did not open too, besides throwing; so the end of
     * one that has not been seen to open waits until it is.
     */
    private void ended(String why, boolean gone) {
      Runnable next = () -> goOn(why, gone);
      synchronized (this) {
        if (end != null) {
          return;
        }
        end = next;
        if (watch == null) {
          return;
        }
      }
      next.run();
    }

    private void goOn(String why, boolean gone) {
      if (!closed) {
        boolean list = expiredAgain(gone);
        failed(
            why,
            "it ended again",
            () -> {
              if (list) {
                relist(why);
              } else {
                resume(why);
              }
            });
      }
    }
  }
}
