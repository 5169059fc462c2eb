package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the kubelet leave a page alone, so that what it asks for by itself is not among what is
 * counted. What kind of probe it is, its thresholds and its timing stay.
 *
 * @param port the port that the app serves
 * @param counting the pages that count
 * @param quiet a page that answers with success and does not count, for each field that may ask for
 *     one; what is not among them gets none
 */
public record QuietRequests(int port, Set<String> counting, Map<String, String> quiet) {

  private static final List<String> FIELDS =
      List.of("startupProbe", "livenessProbe", "readinessProbe", "postStart", "preStop");

  /** One quiet page for whoever asks. */
  public static QuietRequests to(String page, int port, Set<String> counting) {
    return new QuietRequests(
        port,
        counting,
        FIELDS.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), f -> page)));
  }

  /** The requests of a template that count. */
  public List<KubeletRequest> of(PodSpec pod) {
    return KubeletRequests.of(pod).stream().filter(this::counts).toList();
  }

  private boolean counts(KubeletRequest request) {
    return counting.contains(request.path()) && request.goesTo(port);
  }

  /**
   * Sends those requests to the quiet page; where there is none, a probe opens a connection and a
   * lifecycle handler is left out.
   *
   * @param pod changed
   * @return what was changed, a phrase each
   */
  public List<String> apply(PodSpec pod) {
    return KubeletHandler.of(pod)
        .flatMap(
            handler ->
                handler.requests().stream().filter(this::counts).map(r -> turnAway(handler, r)))
        .toList();
  }

  private String turnAway(KubeletHandler handler, KubeletRequest request) {
    return Optional.ofNullable(quiet.get(request.field()))
        .map(path -> handler.redirect(request, path))
        .orElseGet(() -> handler.silence(request, port));
  }
}
