package io.github.statefulsetlab.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A probe or lifecycle handler of a container, and how its requests can be turned away. */
final class KubeletHandler {

  private final Container container;
  private final String field;
  private final @Nullable HTTPGetAction get;
  private final @Nullable ExecAction exec;
  private final Optional<Probe> probe;
  private final Consumer<Container> removal;

  private KubeletHandler(
      Container container,
      String field,
      @Nullable HTTPGetAction get,
      @Nullable ExecAction exec,
      Optional<Probe> probe,
      Consumer<Container> removal) {
    this.container = container;
    this.field = field;
    this.get = get;
    this.exec = exec;
    this.probe = probe;
    this.removal = removal;
  }

  /** Those of all containers, native sidecars among them. */
  static Stream<KubeletHandler> of(PodSpec pod) {
    return Containers.all(pod).flatMap(KubeletHandler::of);
  }

  private static Stream<KubeletHandler> of(Container c) {
    Optional<Lifecycle> lifecycle = Optional.ofNullable(c.getLifecycle());
    return Stream.of(
            probe(c, "startupProbe", c.getStartupProbe(), x -> x.setStartupProbe(null)),
            probe(c, "livenessProbe", c.getLivenessProbe(), x -> x.setLivenessProbe(null)),
            probe(c, "readinessProbe", c.getReadinessProbe(), x -> x.setReadinessProbe(null)),
            lifecycle
                .map(Lifecycle::getPostStart)
                .map(h -> hook(c, "postStart", h, x -> x.getLifecycle().setPostStart(null))),
            lifecycle
                .map(Lifecycle::getPreStop)
                .map(h -> hook(c, "preStop", h, x -> x.getLifecycle().setPreStop(null))))
        .flatMap(Optional::stream);
  }

  private static Optional<KubeletHandler> probe(
      Container c, String field, @Nullable Probe probe, Consumer<Container> removal) {
    return Optional.ofNullable(probe)
        .map(
            p ->
                new KubeletHandler(c, field, p.getHttpGet(), p.getExec(), Optional.of(p), removal));
  }

  private static KubeletHandler hook(
      Container c, String field, LifecycleHandler handler, Consumer<Container> removal) {
    return new KubeletHandler(
        c, field, handler.getHttpGet(), handler.getExec(), Optional.empty(), removal);
  }

  List<KubeletRequest> requests() {
    List<KubeletRequest> requests = new ArrayList<>();
    if (get != null) {
      requests.add(request(Optional.of(Probes.port(get, container)), Probes.path(get), false));
    }
    if (exec != null && exec.getCommand() != null) {
      LocalUrls.in(exec.getCommand())
          .forEach(url -> requests.add(request(url.port(), url.path(), true)));
    }
    return requests;
  }

  private KubeletRequest request(Optional<String> port, String path, boolean byCommand) {
    return new KubeletRequest(
        container.getName(),
        field,
        port,
        LocalUrls.withoutQuery(path),
        byCommand,
        probe.map(p -> Duration.ofSeconds(Probes.initialDelaySeconds(p))),
        probe.map(Probes::period));
  }

  /** Asks for another page instead; returns what was changed. */
  String redirect(KubeletRequest request, String path) {
    if (get != null) {
      get.setPath(path);
    }
    if (exec != null) {
      exec.setCommand(
          exec.getCommand().stream()
              .map(word -> LocalUrls.redirected(word, request.path(), path))
              .toList());
    }
    return "%s asks for %s instead of %s".formatted(request.where(), path, request.path());
  }

  /** Opens a connection instead, or does nothing where it is no probe; returns what was changed. */
  String silence(KubeletRequest request, int port) {
    if (probe.isEmpty()) {
      removal.accept(container);
      return "%s, which asks for %s, left out".formatted(request.where(), request.path());
    }
    probe.get().setHttpGet(null);
    probe.get().setExec(null);
    probe.get().setTcpSocket(new TCPSocketAction(null, new IntOrString(port)));
    return "%s opens a connection to port %d instead of asking for %s"
        .formatted(request.where(), port, request.path());
  }
}
