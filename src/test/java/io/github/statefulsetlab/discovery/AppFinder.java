package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.kube.Probes;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.submission.AppDescription;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the app in what a chart renders to: which container it is, where it serves, and where its
 * data lies. What is said of it counts before what is found.
 */
public final class AppFinder {

  private static final int FALLBACK_PORT = 8000;
  private static final String FALLBACK_FILE = "visits.txt";
  private static final int LARGEST_PORT = 65_535;

  private static final Pattern SCRATCH =
      Pattern.compile("cache|tmp|temp|logs?\\b|scratch", Pattern.CASE_INSENSITIVE);

  /** Names of ports that clients use; not those of metrics, which are served beside the app. */
  private static final Pattern HTTP =
      Pattern.compile("(?!.*(metric|prom|admin|manage|health))(http|web|www|app|api)(s|[-0-9].*)?");

  private final StatefulSet set;
  private final PodSpec pods;
  private final List<Service> services;
  private final AppVariables variables;
  private final AppDescription said;

  /** A variable with the file of the count; what is called a path may be a page's. */
  private static final Pattern OF_THE_COUNT =
      Pattern.compile("(?i)(?:VISIT|COUNT)S?(?:ER|OR)?S?_?(?:FILE|DB|STORE)");

  private static final Pattern NAMED_LIKE_A_FILE = Pattern.compile("\\.[A-Za-z]{1,8}$");

  private static final Pattern A_FILE = Pattern.compile("/(?:[\\w.-]++/)+[\\w.-]++");

  private final List<String> how = new ArrayList<>();

  private AppFinder(StatefulSet set, Manifests beside, AppDescription said) {
    this.set = set;
    this.pods = set.getSpec().getTemplate().getSpec();
    this.services = beside.of(Service.class);
    this.variables = new AppVariables(beside.of(ConfigMap.class));
    this.said = said;
  }

  /**
   * Where the app is.
   *
   * @param mount where its data lies, if it has a volume
   * @param file the file that holds the count, as far as the manifests tell
   * @param how what was found, and by what, a line each
   */
  public record Found(
      Container container,
      int port,
      Optional<String> mount,
      Optional<String> file,
      List<String> how) {}

  /**
   * Finds the app among the containers of the set's pods.
   *
   * @param beside what the chart has beside the set
   * @throws NotGradableException if there is no container of the name that was said
   */
  static Found find(StatefulSet set, Manifests beside, AppDescription said) {
    AppFinder finder = new AppFinder(set, beside, said);
    Container container = finder.container();
    int port = finder.port(container);
    Optional<VolumeMount> mount = finder.mount(container);
    Optional<String> file =
        said.file()
            .or(() -> finder.fileWhereNothingIsMounted(container))
            .or(() -> mount.flatMap(m -> finder.file(container, m.getMountPath())));
    said.file().ifPresent(path -> finder.how.add("file " + path + ": said"));
    return new Found(
        container, port, mount.map(VolumeMount::getMountPath), file, List.copyOf(finder.how));
  }

  private Container container() {
    if (said.container().isPresent()) {
      String name = said.container().get();
      Container found =
          one(container -> container.getName().equals(name))
              .orElseThrow(
                  () ->
                      new NotGradableException(
                          "The pods of StatefulSet %s have no container '%s' (container in lab.yaml, or --container). They have %s."
                              .formatted(
                                  set.getMetadata().getName(),
                                  name,
                                  pods.getContainers().stream().map(Container::getName).toList())));
      return told(found, "said");
    }
    if (pods.getContainers().size() == 1) {
      return told(pods.getContainers().get(0), "the only one");
    }
    return one(container -> writesClaim(container) && !container.getPorts().isEmpty())
        .or(() -> one(this::writesClaim))
        .map(container -> told(container, "it mounts a claim of the StatefulSet"))
        .or(
            () ->
                one(container -> targetPort(container).isPresent())
                    .map(container -> told(container, "a Service targets its port")))
        .orElseGet(() -> told(pods.getContainers().get(0), "the first one"));
  }

  private boolean writesClaim(Container container) {
    return container.getVolumeMounts().stream()
        .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
        .anyMatch(this::isFromTemplate);
  }

  private Container told(Container container, String why) {
    how.add("container %s: %s".formatted(container.getName(), why));
    return container;
  }

  private Optional<Container> one(Predicate<Container> which) {
    return pods.getContainers().stream().filter(which).findFirst();
  }

  private int port(Container container) {
    if (said.port().isPresent()) {
      return told(said.port().get(), "said");
    }
    Optional<Integer> http = httpPort(container);
    if (http.isPresent()) {
      return told(http.get(), "a Service sends HTTP to it");
    }
    Optional<Integer> target =
        probePorts(container)
            .filter(port -> targetPorts(container).anyMatch(port::equals))
            .findFirst()
            .or(() -> targetPort(container));
    if (target.isPresent()) {
      return told(target.get(), "a Service targets it");
    }
    Optional<Integer> declared =
        container.getPorts().stream()
            .filter(port -> isHttp(port.getName()))
            .findFirst()
            .or(() -> container.getPorts().stream().findFirst())
            .map(ContainerPort::getContainerPort);
    if (declared.isPresent()) {
      return told(declared.get(), "containerPort of container " + container.getName());
    }
    Optional<Integer> probed = probePorts(container).findFirst();
    if (probed.isPresent()) {
      return told(probed.get(), "a probe asks there");
    }
    return variable(container, "PORT")
        .filter(AppFinder::isPort)
        .map(text -> told(Integer.parseInt(text), "PORT of container " + container.getName()))
        .orElseGet(() -> told(FALLBACK_PORT, "nothing names a port, so the usual one"));
  }

  private int told(int port, String why) {
    how.add("port %d: %s".formatted(port, why));
    return port;
  }

  private static boolean isPort(String text) {
    return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= LARGEST_PORT;
  }

  /** The container's port that a Service in front of the pods leads to. */
  private Optional<Integer> targetPort(Container container) {
    return targetPorts(container).findFirst();
  }

  private Stream<Integer> targetPorts(Container container) {
    return servicePorts().flatMap(port -> target(port, container).stream());
  }

  private Stream<ServicePort> servicePorts() {
    return services.stream()
        .filter(service -> Services.selectsPodsOf(service, set))
        .flatMap(service -> Stream.ofNullable(service.getSpec().getPorts()).flatMap(List::stream))
        .filter(Services::isTcp);
  }

  /**
   * The one that a Service's port leads to which says that it is for HTTP, by its name or its own.
   */
  private Optional<Integer> httpPort(Container container) {
    return servicePorts()
        .filter(
            port -> isHttp(port.getName()) || isHttp(port.getAppProtocol()) || isNamedHttp(port))
        .flatMap(port -> target(port, container).stream())
        .findFirst();
  }

  private static boolean isNamedHttp(ServicePort port) {
    return port.getTargetPort() != null && isHttp(port.getTargetPort().getStrVal());
  }

  private static boolean isHttp(@Nullable String name) {
    return name != null && HTTP.matcher(name).matches();
  }

  private static Optional<Integer> target(ServicePort port, Container container) {
    return Services.targetPort(port, container)
        .filter(
            number ->
                container.getPorts().isEmpty()
                    || container.getPorts().stream()
                        .anyMatch(declared -> declared.getContainerPort().equals(number)));
  }

  private static Stream<Integer> probePorts(Container container) {
    return Stream.of(
            container.getReadinessProbe(),
            container.getLivenessProbe(),
            container.getStartupProbe())
        .filter(Objects::nonNull)
        .map(Probe::getHttpGet)
        .filter(Objects::nonNull)
        .map(HTTPGetAction::getPort)
        .filter(Objects::nonNull)
        .map(port -> Probes.port(port, container))
        .filter(AppFinder::isPort)
        .map(Integer::valueOf);
  }

  /** The volume that keeps most: a claim of the set's own, else any claim, else an emptyDir. */
  private Optional<VolumeMount> mount(Container container) {
    List<VolumeMount> mounts = container.getVolumeMounts();
    Optional<VolumeMount> found =
        first(mounts, this::isFromTemplate)
            .or(() -> first(mounts, m -> isVolume(m, v -> v.getPersistentVolumeClaim() != null)))
            .or(() -> first(mounts, m -> isVolume(m, v -> v.getEmptyDir() != null)));
    found.ifPresent(m -> how.add("data in %s: volume %s".formatted(m.getMountPath(), m.getName())));
    return found;
  }

  /**
   * Of several, the one that the file lies on which was declared, else one that the environment
   * names, else one that is not called like a place for temporary files.
   */
  private Optional<VolumeMount> first(List<VolumeMount> mounts, Predicate<VolumeMount> which) {
    List<VolumeMount> fitting = mounts.stream().filter(which).toList();
    return fitting.stream()
        .filter(mount -> said.file().map(file -> lies(file, mount.getMountPath())).orElse(false))
        .findFirst()
        .or(() -> fitting.stream().filter(this::isInTheEnvironment).findFirst())
        .or(() -> fitting.stream().filter(mount -> !isScratch(mount)).findFirst())
        .or(() -> fitting.stream().findFirst());
  }

  private boolean isInTheEnvironment(VolumeMount mount) {
    return pods.getContainers().stream()
        .filter(container -> container.getVolumeMounts().contains(mount))
        .flatMap(container -> variables.of(container).stream())
        .map(variable -> variable.value().replaceFirst("/*$", "/"))
        .anyMatch(value -> value.startsWith(mount.getMountPath().replaceFirst("/*$", "/")));
  }

  private static boolean isScratch(VolumeMount mount) {
    return SCRATCH.matcher(mount.getName()).find();
  }

  private boolean isFromTemplate(VolumeMount mount) {
    return Stream.ofNullable(set.getSpec().getVolumeClaimTemplates())
        .flatMap(List::stream)
        .anyMatch(template -> template.getMetadata().getName().equals(mount.getName()));
  }

  private boolean isVolume(VolumeMount mount, Predicate<Volume> which) {
    return Stream.ofNullable(pods.getVolumes())
        .flatMap(List::stream)
        .filter(volume -> volume.getName().equals(mount.getName()))
        .anyMatch(which);
  }

  /**
   * The file of the count, where a variable names it and no volume of the container has it: none is
   * mounted in a folder above it, or one in its very place, which makes it a folder.
   */
  private Optional<String> fileWhereNothingIsMounted(Container container) {
    List<VolumeMount> mounts =
        Stream.ofNullable(container.getVolumeMounts()).flatMap(List::stream).toList();
    Optional<AppVariables.Setting> named =
        ofTheCount(container)
            .filter(
                variable ->
                    mounts.stream()
                        .map(VolumeMount::getMountPath)
                        .noneMatch(
                            mount ->
                                variable.value().equals(mount) && !isMadeAFolder(container, mount)
                                    || lies(variable.value(), mount)))
            .findFirst();
    named.ifPresent(
        variable ->
            how.add(
                "file %s: %s, and %s"
                    .formatted(
                        variable.value(),
                        variable.name(),
                        mounts.stream()
                                .anyMatch(mount -> variable.value().equals(mount.getMountPath()))
                            ? "a volume is mounted in its place"
                            : "nothing is mounted there")));
    return named.map(AppVariables.Setting::value);
  }

  private Stream<AppVariables.Setting> ofTheCount(Container container) {
    return variables.of(container).stream()
        .filter(variable -> OF_THE_COUNT.matcher(variable.name().replace('-', '_')).find())
        .filter(variable -> A_FILE.matcher(variable.value()).matches());
  }

  /**
   * Whether a claim is mounted by the name of a file that nothing has put there before: the kubelet
   * makes a folder of that name.
   */
  private boolean isMadeAFolder(Container container, String mountPath) {
    return NAMED_LIKE_A_FILE.matcher(mountPath).find()
        && container.getVolumeMounts().stream()
            .filter(mount -> mount.getMountPath().equals(mountPath))
            .anyMatch(mount -> isFromTemplate(mount) && !isMountedBefore(mount.getName()));
  }

  private boolean isMountedBefore(String volume) {
    return Stream.ofNullable(pods.getInitContainers())
        .flatMap(List::stream)
        .flatMap(init -> Stream.ofNullable(init.getVolumeMounts()))
        .flatMap(List::stream)
        .anyMatch(mount -> mount.getName().equals(volume));
  }

  /** A file that a variable names on the volume, rather one of the count, else the usual one. */
  private Optional<String> file(Container container, String mount) {
    Optional<AppVariables.Setting> path =
        Stream.concat(ofTheCount(container), variables.of(container).stream())
            .filter(variable -> lies(variable.value(), mount))
            .filter(variable -> !variable.value().endsWith("/"))
            .findFirst();
    if (path.isPresent()) {
      how.add("file %s: %s".formatted(path.get().value(), path.get().name()));
      return path.map(AppVariables.Setting::value);
    }
    Optional<AppVariables.Setting> name =
        variables.of(container).stream()
            .filter(variable -> variable.value().matches("[\\w-]+\\.(txt|json|dat|db|count)"))
            .findFirst();
    String folder = mount.replaceFirst("/*$", "");
    String file = folder + "/" + name.map(AppVariables.Setting::value).orElse(FALLBACK_FILE);
    how.add(
        "file %s: %s"
            .formatted(file, name.map(AppVariables.Setting::name).orElse("the usual name")));
    return Optional.of(file);
  }

  private static boolean lies(String file, String mount) {
    return !List.of(file.split("/")).contains("..")
        && file.startsWith(mount.replaceFirst("/*$", "/"))
        && file.length() > mount.replaceFirst("/*$", "/").length();
  }

  private Optional<String> variable(Container container, String name) {
    return variables.of(container).stream()
        .filter(variable -> variable.name().replace('-', '_').equalsIgnoreCase(name))
        .map(AppVariables.Setting::value)
        .findFirst();
  }
}
