package io.github.statefulsetlab.installation;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.kube.Pods;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Patience with an app that has just been started: a pod without a readiness probe is ready before
 * its app listens, and a busy machine is slow.
 */
public final class StartupRetry {

  /** How long after its container's start an app may refuse connections. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private StartupRetry() {}

  /**
   * What the request answers, asked for again as long as nobody listens yet. How long lies between
   * two is up to the request, which has retries of its own.
   *
   * @param pod the pod that is asked, as it is now
   * @throws KubernetesClientException the last one, where no request succeeds
   */
  public static <T> T of(Supplier<T> request, Supplier<Optional<Pod>> pod) {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        return request.get();
      } catch (KubernetesClientException e) {
        Instant now = Instant.now();
        boolean again =
            isRefused(e)
                && now.isBefore(end)
                && !Thread.currentThread().isInterrupted()
                && pod.get().filter(p -> hasJustStarted(p, now)).isPresent();
        if (!again) {
          throw e;
        }
      }
    }
  }

  /** Whether the proxy of the API server says that nothing listens at the port. */
  public static boolean isRefused(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_UNAVAILABLE
        && String.valueOf(e.getMessage()).contains("connection refused");
  }

  static boolean hasJustStarted(Pod pod, Instant now) {
    return Pods.containerStatuses(pod).stream()
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .map(ContainerState::getRunning)
        .filter(Objects::nonNull)
        .flatMap(running -> Stream.ofNullable(running.getStartedAt()))
        .anyMatch(at -> Instant.parse(at).plus(PATIENCE).isAfter(now));
  }
}
