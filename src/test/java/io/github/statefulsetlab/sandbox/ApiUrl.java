package io.github.statefulsetlab.sandbox;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Where the API server answers what the client's own words have no form for. */
public final class ApiUrl {

  private ApiUrl() {}

  /** The URL of a path, which begins with a slash; the server's own address may end with one. */
  public static String of(KubernetesClient client, String path) {
    return client.getMasterUrl().toString().replaceFirst("/$", "") + path;
  }
}
