package io.github.statefulsetlab.kube.timeline;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.github.statefulsetlab.kube.Probes;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kubelet says of an attempt of a probe that failed, in words, and what to change. */
final class FailedProbe {

  private static final Pattern REFUSED =
      Pattern.compile("dial tcp (?<host>\\S+):(?<port>\\d+): connect: connection refused");
  private static final Pattern STATUS = Pattern.compile("statuscode: (?<status>\\d+)");
  private static final Pattern SERVER_ERROR = Pattern.compile("statuscode: 5\\d\\d");

  private static final String WAIT_LONGER =
      "If the app needs longer to start than the probe waits, add a startupProbe, or raise"
          + " failureThreshold of the one that is there, so that failureThreshold × periodSeconds is"
          + " longer than the slowest start.";

  private static final Pattern LATE =
      Pattern.compile("deadline exceeded|Client\\.Timeout|i/o timeout|timed out");

  private final Container container;
  private final String field;
  private final Optional<Probe> probe;
  private final String message;

  /**
   * One attempt.
   *
   * @param kind {@code liveness}, {@code readiness} or {@code startup}
   * @param message of the kubelet's event, as in {@code Liveness probe failed: …}
   */
  FailedProbe(Container container, String kind, String message) {
    this.container = container;
    this.field = kind.toLowerCase(Locale.ROOT) + "Probe";
    this.probe = Probes.of(container, kind.toLowerCase(Locale.ROOT));
    this.message = message;
  }

  /**
   * As in {@code The livenessProbe of container web (GET /x on port 80) got no answer within 1 s}.
   */
  String what() {
    return "The %s of container %s%s %s"
        .formatted(
            field,
            container.getName(),
            probe.map(p -> " (" + Probes.describe(p, container) + ")").orElse(""),
            happened());
  }

  private String happened() {
    Matcher refused = REFUSED.matcher(message);
    if (refused.find()) {
      return "was refused: nothing listens at %s port %s"
          .formatted(refused.group("host"), refused.group("port"));
    }
    Matcher status = STATUS.matcher(message);
    if (status.find()) {
      return "was answered with status %s; expected 200 to 399".formatted(status.group("status"));
    }
    return isLate()
        ? "got no answer within %d s (timeoutSeconds)".formatted(timeout())
        : "failed: " + message.replaceFirst("^\\w+ probe \\w+[^:]*: ", "").strip();
  }

  private boolean isLate() {
    return LATE.matcher(message).find();
  }

  private int timeout() {
    return probe.map(Probes::timeoutSeconds).orElse(1);
  }

  /** What to change, in a sentence or two. */
  String remedy() {
    Matcher refused = REFUSED.matcher(message);
    if (refused.find()) {
      return otherHost()
          .map(
              host ->
                  "Remove httpGet.host (%s) from the %s: the kubelet asks from the node, and without it the pod's own address."
                      .formatted(host, field))
          .orElseGet(() -> listen(refused.group("port")));
    }
    if (SERVER_ERROR.matcher(message).find()) {
      return "%s Or point the %s at a page that the app answers with 200 once it works."
          .formatted(WAIT_LONGER, field);
    }
    if (STATUS.matcher(message).find()) {
      return "Point the %s at a page that the app answers with 200 and that does not count visits."
          .formatted(field);
    }
    return isLate()
        ? "Raise timeoutSeconds of the %s, or point it at a page that answers sooner."
            .formatted(field)
        : "Correct the %s so that it succeeds once the app works.".formatted(field);
  }

  private String listen(String port) {
    String declared = Probes.declaredPorts(container);
    return declared.isEmpty() || Probes.declares(container, port)
        ? "Make the app listen on 0.0.0.0 instead of 127.0.0.1, and on the port that the probe asks. "
            + WAIT_LONGER
        : "Set the port of the %s to the one that the app listens on: the container declares %s. %s"
            .formatted(field, declared, WAIT_LONGER);
  }

  private Optional<String> otherHost() {
    return probe.map(Probe::getHttpGet).map(HTTPGetAction::getHost).filter(host -> !host.isEmpty());
  }
}
