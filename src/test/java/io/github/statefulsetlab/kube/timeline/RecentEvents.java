package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectReference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last Events of a namespace, each as it was last seen: one that happens again is the same
 * object with a higher count.
 */
final class RecentEvents {

  private static final int MOST = 1000;

  private final Map<String, Change> byName =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Change> eldest) {
          return size() > MOST;
        }
      };

  /** That the server forgets an event, after an hour, is not worth remembering. */
  synchronized void add(Change change) {
    Change known = byName.get(change.name());
    boolean isNew = known == null || known.revision() < change.revision();
    if (isNew && !change.isDeletion()) {
      byName.remove(change.name());
      byName.put(change.name(), change);
    }
  }

  synchronized List<Change> changes() {
    return List.copyOf(byName.values());
  }

  List<String> sentences(int atMost) {
    List<Change> all = changes();
    return all.subList(Math.max(0, all.size() - atMost), all.size()).stream()
        .map(c -> sentence((Event) c.object()))
        .toList();
  }

  private static String sentence(Event event) {
    ObjectReference about = event.getInvolvedObject();
    return "%s %s/%s: %s"
        .formatted(event.getReason(), about.getKind(), about.getName(), event.getMessage());
  }
}
