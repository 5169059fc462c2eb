package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.ContainerResources;
import io.github.statefulsetlab.kube.Probes;
import io.github.statefulsetlab.kube.ReadOnlyMount;
import io.github.statefulsetlab.submission.AppContract;
import io.github.statefulsetlab.submission.AppDescription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bundled counter in the place of an app whose image could not be pulled: on the same port,
 * with the same file, and with a page wherever the app's clients and probes look for one.
 */
final class StandIn {

  /** A folder of the container's own, which goes with it as the app's would. */
  private static final String OWN_FOLDER = "/tmp";

  private static final String HEALTH = "/healthz";
  private static final Map<String, Quantity> ENOUGH =
      Map.of("memory", new Quantity("192Mi"), "cpu", new Quantity("1"));

  private final String container;
  private final AppContract contract;
  private final ServedPorts ports;
  private final List<String> changes = new ArrayList<>();

  private StandIn(String container, AppContract contract, ServedPorts ports) {
    this.container = container;
    this.contract = contract;
    this.ports = ports;
  }

  /**
   * How the counter behaves in the app's place.
   *
   * @param found what the manifests tell of the app
   * @param said what its author tells
   */
  static AppContract contract(AppFinder.Found found, AppDescription said) {
    String visits = said.visitPath().orElse("/");
    String counts =
        said.countPath().orElseGet(() -> visits.equals("/visits") ? "/count" : "/visits");
    return new AppContract(
        Optional.of(found.container().getName()),
        found.port(),
        visits,
        Optional.of(counts),
        found.file(),
        true,
        canBeUnready(found.container(), visits, counts));
  }

  /** Whether the counter can fail the readiness probe alone: if that asks a page of its own. */
  private static boolean canBeUnready(Container app, String visits, String counts) {
    Optional<String> readiness = path(app.getReadinessProbe());
    return readiness.isPresent()
        && !readiness.get().equals(visits)
        && !readiness.get().equals(counts)
        && !readiness.equals(path(app.getLivenessProbe()))
        && !readiness.equals(path(app.getStartupProbe()));
  }

  private static Optional<String> path(@Nullable Probe probe) {
    return Optional.ofNullable(probe).map(Probe::getHttpGet).map(StandIn::path);
  }

  private static String path(HTTPGetAction request) {
    return Probes.path(request).replaceFirst("[?#].*", "");
  }

  /**
   * Puts the counter in the app's place.
   *
   * @param spec of the pods; changed
   * @param ports at which the app may answer: a probe that asks elsewhere is left as it is
   * @return what else had to be changed for that, a phrase each
   */
  static List<String> replace(
      PodSpec spec, String container, AppContract contract, ServedPorts ports) {
    StandIn standIn = new StandIn(container, contract, ports);
    spec.getContainers().stream()
        .filter(c -> c.getName().equals(container))
        .forEach(c -> standIn.replace(spec, c));
    return List.copyOf(standIn.changes);
  }

  private void replace(PodSpec spec, Container app) {
    app.setImage(AppImage.REFERENCE);
    app.setImagePullPolicy("IfNotPresent");
    app.setCommand(new ArrayList<>());
    app.setArgs(new ArrayList<>());
    app.setWorkingDir(null);
    if (app.getLifecycle() != null) {
      app.setLifecycle(null);
      changes.add("lifecycle handlers of container %s left out".formatted(container));
    }
    liftLimits(app);
    changes.addAll(OwnCode.keep(app));
    Stream.of(app.getLivenessProbe(), app.getReadinessProbe(), app.getStartupProbe())
        .filter(Objects::nonNull)
        .forEach(probe -> makeAnswerable(app, probe));
    String folder = contract.mountIn(spec).flatMap(mount -> contract.folder()).orElse(OWN_FOLDER);
    if (folder.equals(OWN_FOLDER)) {
      makeWritable(app);
    }
    boolean canWrite =
        contract
            .mountIn(spec)
            .flatMap(mount -> ReadOnlyMount.of(spec, contract.container(), mount))
            .isEmpty();
    variables(app, folder, canWrite).forEach((name, value) -> set(app, name, value));
  }

  /** The counter writes, whether the app did or not. */
  private void makeWritable(Container app) {
    boolean hasVolume =
        Stream.ofNullable(app.getVolumeMounts())
            .flatMap(List::stream)
            .anyMatch(mount -> OWN_FOLDER.equals(mount.getMountPath()));
    if (app.getSecurityContext() != null
        && Boolean.TRUE.equals(app.getSecurityContext().getReadOnlyRootFilesystem())
        && !hasVolume) {
      app.getSecurityContext().setReadOnlyRootFilesystem(false);
      changes.add("readOnlyRootFilesystem of container %s set to false".formatted(container));
    }
  }

  /**
   * Where the counter finds what it needs, and serves what is asked of the app. Where it can't
   * write, its visits fail, and it is ready nevertheless: what is about anything else can be
   * judged.
   */
  private Map<String, String> variables(Container app, String folder, boolean canWrite) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PORT", String.valueOf(contract.port()));
    variables.put("DATA_DIR", folder);
    contract.file().ifPresent(file -> variables.put("VISITS_FILE", contract.fileName()));
    variables.put("CREATE_DATA_DIR", "true");
    variables.put("FAULTS", "enabled");
    variables.put("VISIT_PATH", contract.visitPath());
    contract.countPath().ifPresent(path -> variables.put("COUNT_PATH", path));
    List<String> taken = new ArrayList<>(List.of(contract.visitPath(), "/metrics"));
    contract.countPath().ifPresent(taken::add);
    List<String> live = unless(taken, app.getLivenessProbe());
    List<String> ready = unless(taken, app.getReadinessProbe());
    List<String> started = unless(taken, app.getStartupProbe());
    List<String> whateverItCanWrite =
        canWrite ? live : Stream.concat(live.stream(), ready.stream()).toList();
    variables.put("LIVENESS_PATHS", orOwn(whateverItCanWrite, HEALTH, taken));
    variables.put("READINESS_PATHS", orOwn(canWrite ? ready : List.of(), "/readyz", taken));
    variables.put("STARTUP_PATHS", orOwn(started, "/startupz", taken));
    return variables;
  }

  /** The probe's path, unless another page has it; the probe that comes first keeps it. */
  private static List<String> unless(List<String> taken, @Nullable Probe probe) {
    List<String> free = path(probe).filter(path -> !taken.contains(path)).stream().toList();
    taken.addAll(free);
    return free;
  }

  private static String orOwn(List<String> paths, String own, List<String> taken) {
    String otherwise =
        Stream.of(own, "/stand-in" + own).filter(p -> !taken.contains(p)).findFirst().orElse(own);
    return paths.isEmpty() ? otherwise : paths.stream().collect(Collectors.joining(","));
  }

  /** The image has no shell for a command, and no port but the app's. */
  private void makeAnswerable(Container app, Probe probe) {
    boolean command = probe.getExec() != null || probe.getGrpc() != null;
    if (command) {
      probe.setExec(null);
      probe.setGrpc(null);
      probe.setHttpGet(
          new HTTPGetActionBuilder()
              .withPath(HEALTH)
              .withPort(new IntOrString(contract.port()))
              .build());
      changes.add(
          "a probe of container %s that runs a command or asks by gRPC made a GET of %s"
              .formatted(container, HEALTH));
    }
    Optional.ofNullable(probe.getHttpGet()).ifPresent(request -> aimAtTheCounter(app, request));
    Optional.ofNullable(probe.getTcpSocket()).ifPresent(socket -> aimAtTheCounter(app, socket));
  }

  private void aimAtTheCounter(Container app, HTTPGetAction request) {
    if ("HTTPS".equals(request.getScheme())) {
      request.setScheme("HTTP");
      changes.add("a probe of container %s by HTTPS sent by HTTP".formatted(container));
    }
    elsewhere(app, request.getPort()).ifPresent(port -> request.setPort(own(port)));
  }

  private void aimAtTheCounter(Container app, TCPSocketAction socket) {
    elsewhere(app, socket.getPort()).ifPresent(port -> socket.setPort(own(port)));
  }

  /** The number of a port that the app serves beside the one that the counter serves. */
  private Optional<String> elsewhere(Container app, IntOrString port) {
    return Optional.of(Probes.port(port, app))
        .filter(number -> number.matches("\\d+") && ports.mayHave(number))
        .filter(number -> !number.equals(String.valueOf(contract.port())));
  }

  private IntOrString own(String instead) {
    changes.add(
        "a probe of container %s at port %s sent to port %d"
            .formatted(container, instead, contract.port()));
    return new IntOrString(contract.port());
  }

  /**
   * Limits that were made for a smaller program would kill this one. Requests above limits are the
   * author's mistake, which must not be mended.
   */
  private void liftLimits(Container app) {
    ResourceRequirements resources = app.getResources();
    if (resources == null
        || resources.getLimits() == null
        || ContainerResources.exceedsAnyLimit(resources)) {
      return;
    }
    Map<String, Quantity> limits = new LinkedHashMap<>(resources.getLimits());
    ENOUGH.forEach(
        (what, enough) -> {
          Quantity limit = limits.get(what);
          if (limit != null && amount(limit).compareTo(amount(enough)) < 0) {
            limits.put(what, enough);
            keepRequest(resources, what, limit);
            changes.add(
                "%s limit of container %s raised from %s to %s"
                    .formatted(what, container, limit, enough));
          }
        });
    resources.setLimits(limits);
  }

  /** Without a request of its own a container asks for its limit, of which there is more now. */
  private static void keepRequest(ResourceRequirements resources, String what, Quantity limit) {
    Map<String, Quantity> requests =
        new LinkedHashMap<>(Objects.requireNonNullElse(resources.getRequests(), Map.of()));
    requests.putIfAbsent(what, limit);
    resources.setRequests(requests);
  }

  private static BigDecimal amount(Quantity quantity) {
    return Quantity.getAmountInBytes(quantity);
  }

  private static void set(Container app, String name, String value) {
    List<EnvVar> variables = new ArrayList<>(Objects.requireNonNullElse(app.getEnv(), List.of()));
    variables.removeIf(variable -> name.equals(variable.getName()));
    variables.add(new EnvVarBuilder().withName(name).withValue(value).build());
    app.setEnv(variables);
  }
}
