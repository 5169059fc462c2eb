package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;

/** Where a recorder gets the objects of a namespace from. */
interface Feed {

  /** Begins a watch after that resource version; returns when it is open. */
  <T extends HasMetadata> Watch watch(Class<T> kind, String since, Watcher<T> watcher);

  <T extends HasMetadata> KubernetesResourceList<T> list(Class<T> kind);

  /** The API server. */
  static Feed of(KubernetesClient client, String namespace) {
    return new Feed() {
      @Override
      public <T extends HasMetadata> Watch watch(Class<T> kind, String since, Watcher<T> watcher) {
        return client
            .resources(kind)
            .inNamespace(namespace)
            .watch(
                new ListOptionsBuilder()
                    .withResourceVersion(since)
                    .withAllowWatchBookmarks(true)
                    .build(),
                watcher);
      }

      @Override
      public <T extends HasMetadata> KubernetesResourceList<T> list(Class<T> kind) {
        return client.resources(kind).inNamespace(namespace).list();
      }
    };
  }
}
