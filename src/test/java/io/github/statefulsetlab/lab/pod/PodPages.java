package io.github.statefulsetlab.lab.pod;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.installation.ProxiedPage;
import io.github.statefulsetlab.installation.StartupRetry;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.remedy.FailedVisits;
import io.github.statefulsetlab.sandbox.Timeouts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages of one pod, asked for through the API server. */
final class PodPages {

  /** In place of a status, where the connection is refused. */
  static final int NOBODY_LISTENS = 0;

  private static final int FIRST_STATUS = 100;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final LabContext lab;
  private final String pod;

  PodPages(LabContext lab, String pod) {
    this.lab = lab;
    this.pod = pod;
  }

  /**
   * The page on the app's own port; empty if there is none.
   *
   * @throws KubernetesClientException if the app answers with an error, or does not answer within
   *     this time
   */
  Optional<String> page(String path, Duration patience) {
    return page(appPort(), path, patience);
  }

  private Optional<String> page(String port, String path, Duration patience) {
    Supplier<Optional<Pod>> current = () -> lab.timeline().pod(pod).current();
    return StartupRetry.of(
        () -> ProxiedPage.get(lab.client(), proxy(port, path), patience), current);
  }

  /** The page on the app's own port; an assertion fails if there is none. */
  String get(String path) {
    try {
      return page(path, Timeouts.ANSWER)
          .orElseThrow(
              () -> new AssertionError("Pod %s has no page %s (404).".formatted(pod, path)));
    } catch (KubernetesClientException e) {
      throw failed(
          path, pod, e, FailedVisits.remedy(lab.installation().podTemplate(), lab.contract()));
    }
  }

  /**
   * Where nothing was answered in time, nothing is known of the count or its claim.
   *
   * @param remedy for an answer that is an error
   */
  static AssertionError failed(
      String path, String pod, KubernetesClientException e, String remedy) {
    if (e.getCode() >= FIRST_STATUS) {
      return Hint.on(
          DependsOn.on(
              new AssertionError(
                  "GET %s of pod %s answered %d: %s"
                      .formatted(path, pod, e.getCode(), e.getMessage()),
                  e),
              FailedVisits.ABOUT),
          remedy);
    }
    return Hint.on(
        new AssertionError(
            "GET %s of pod %s was not answered: %s".formatted(path, pod, e.getMessage()), e),
        Advice.ANSWER_IN_TIME);
  }

  /** The status of the answer to a GET, as 200, or {@link #NOBODY_LISTENS}. */
  int status(String port, String path) {
    try {
      return page(port, path, Timeouts.ANSWER).isPresent() ? OK : NOT_FOUND;
    } catch (KubernetesClientException e) {
      return StartupRetry.isRefused(e) ? NOBODY_LISTENS : e.getCode();
    }
  }

  /** Posts to the app's own port. */
  void post(String path) {
    lab.client().raw(proxy(appPort(), path), "POST", Map.of());
  }

  private String appPort() {
    return String.valueOf(lab.installation().port());
  }

  private String proxy(String port, String path) {
    return "/api/v1/namespaces/%s/pods/%s:%s/proxy%s".formatted(lab.namespace(), pod, port, path);
  }
}
