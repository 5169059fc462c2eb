package io.github.statefulsetlab.kube;

import java.time.Duration;
import java.util.Optional;

/**
 * A page that the kubelet asks a container for by itself: by a probe or by a lifecycle handler,
 * over HTTP or by a command that names a URL of the container's own.
 *
 * @param container the container's name
 * @param field where the request is written, as in {@code livenessProbe} or {@code preStop}
 * @param port the port's number, or its name where the container declares none of that name; empty
 *     where a command names none
 * @param path the page, without its query
 * @param byCommand whether a command asks
 * @param from how long after the container's start it is asked for first; empty for a handler
 * @param every the time between two requests; empty for a handler
 */
public record KubeletRequest(
    String container,
    String field,
    Optional<String> port,
    String path,
    boolean byCommand,
    Optional<Duration> from,
    Optional<Duration> every) {

  /** Whether it goes to this port; a command that names none may go there. */
  public boolean goesTo(int number) {
    return port.map(String.valueOf(number)::equals).orElse(true);
  }

  /** The field and its container, as in {@code livenessProbe of container web}. */
  public String where() {
    return "%s of container %s".formatted(field, container);
  }

  /** What it does, and when, as in {@code GET /, every 10 s from 90 s after the start}. */
  @Override
  public String toString() {
    String when =
        every
            .map(
                period ->
                    ", every %d s from %d s after the start"
                        .formatted(period.toSeconds(), from.map(Duration::toSeconds).orElse(0L)))
            .orElse(field.equals("preStop") ? ", when the pod is stopped" : ", after the start");
    return "GET " + path + (byCommand ? ", by a command" : "") + when;
  }
}
