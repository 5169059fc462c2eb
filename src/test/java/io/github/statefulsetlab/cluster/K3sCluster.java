package io.github.statefulsetlab.cluster;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DockerObjectAccessor;
import com.github.dockerjava.api.model.HostConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.MountableFile;

/** An ephemeral single-node cluster in a container, gone when the run is. */
public final class K3sCluster implements LabCluster {

  /** The Kubernetes version of the pinned k3s, for charts that are rendered before it stands. */
  public static final String KUBERNETES_VERSION =
      NodeImage.K3S.substring(NodeImage.K3S.indexOf(':') + 1).replaceFirst("-.*", "");

  /**
   * What keeps pods in. A pod without a seccomp profile gets the container runtime's; no Service
   * takes addresses that are not its own (CVE-2020-8554); no LoadBalancer takes ports of the node.
   */
  private static final List<String> SAFEGUARDS =
      List.of(
          "--disable=servicelb",
          "--kubelet-arg=seccomp-default=true",
          "--kube-apiserver-arg=enable-admission-plugins=NodeRestriction,DenyServiceExternalIPs");

  /** By default a node names its 50 largest images alone, and the toolbox is a small one. */
  private static final String NAMES_ALL_IMAGES = "--kubelet-arg=node-status-max-images=-1";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  /** K3s imports the archives in this folder before it runs pods. */
  private static final String IMPORTED = "/var/lib/rancher/k3s/agent/images/statefulset-lab.tar";

  private static final String CGROUP = "/sys/fs/cgroup";

  private final NodeImage image;
  private final EngineDisk disk;
  private final ReapedContainer container;
  private final Path kubeConfig;
  private final KubernetesClient client;
  private final NodeShell shell;

  private K3sCluster(NodeImage image, ReapedContainer container, EngineDisk disk) {
    this.image = image;
    this.disk = disk;
    this.container = container;
    this.kubeConfig = write(container.getKubeConfigYaml());
    this.client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(container.getKubeConfigYaml()))
            .build();
    this.shell = new NodeShell(container.getDockerClient(), container.getContainerId());
  }

  /**
   * Starts the container. It returns when the node has registered; see {@link ClusterReadiness} for
   * the rest.
   *
   * @param nodeImage an image to use instead of the pinned k3s; may be empty
   * @param progress told what is being done
   * @throws ClusterException if the engine or the cluster does not start, saying what to do
   */
  public static K3sCluster start(String nodeImage, Consumer<String> progress) {
    return start(nodeImage, Optional.empty(), progress, Owner.current().toString());
  }

  /**
   * As {@link #start(String, Consumer)}, with an image archive for the node to import while it
   * starts; {@link ClusterReadiness#hasImage} tells whether it has.
   *
   * @param archive asked for once there is a container to put it in
   */
  public static K3sCluster start(
      String nodeImage, Supplier<Path> archive, Consumer<String> progress) {
    return start(nodeImage, Optional.of(archive), progress, Owner.current().toString());
  }

  /**
   * Starts one that goes with this process unless {@link #stay()} is called, and that no other run
   * takes for a leftover.
   *
   * @throws ClusterException if the engine or the cluster does not start, saying what to do
   */
  public static K3sCluster startPlayground(
      String nodeImage, Supplier<Path> archive, Consumer<String> progress) {
    return start(nodeImage, Optional.of(archive), progress, Owner.PLAYGROUND);
  }

  private static K3sCluster start(
      String nodeImage, Optional<Supplier<Path>> archive, Consumer<String> progress, String owner) {
    DockerEngine engine = DockerEngine.connect();
    engine
        .removeLeftovers()
        .forEach(name -> progress.accept("removed a leftover of an earlier run: " + name));
    NodeImage image = NodeImage.obtain(engine, nodeImage, progress);
    progress.accept("starting a cluster: " + image.description());
    List<String> withheld = DockerEngine.withheldCapabilities();
    ReapedContainer container = new ReapedContainer(image);
    ContainerLimits limits = ContainerLimits.on(engine.memory());
    container
        .withCreateContainerCmdModifier(command -> limit(command, limits))
        .withLabels(Map.of(Owner.LABEL, owner))
        .withStartupTimeout(START_TIMEOUT)
        .withPrivilegedMode(withheld.isEmpty());
    if (!withheld.isEmpty()) {
      container.withCreateContainerCmdModifier(command -> unprivileged(command, withheld));
    }
    archive
        .map(tar -> MountableFile.forHostPath(tar.get()))
        .ifPresent(tar -> container.withCopyFileToContainer(tar, IMPORTED));
    return launch(image, container, EngineDisk.of(engine));
  }

  private static K3sCluster launch(NodeImage image, ReapedContainer container, EngineDisk disk) {
    LogTail log = new LogTail();
    container.withLogConsumer(log);
    try {
      container.start();
      return new K3sCluster(image, container, disk);
    } catch (ContainerLaunchException e) {
      throw new ClusterException(
          "The cluster did not start (%s). Its last words:%n%s".formatted(image.description(), log),
          e);
    }
  }

  private static void limit(CreateContainerCmd command, ContainerLimits limits) {
    HostConfig host = command.getHostConfig();
    String[] arguments = command.getCmd();
    if (host != null && arguments != null) {
      limits.applyTo(host);
      command.withCmd(
          Stream.of(List.of(arguments), SAFEGUARDS, List.of(NAMES_ALL_IMAGES), limits.flags())
              .flatMap(List::stream)
              .toArray(String[]::new));
    }
  }

  /**
   * All that k3s needs of a privileged container, without the capabilities that this machine lacks.
   */
  private static void unprivileged(CreateContainerCmd command, List<String> withheld) {
    HostConfig host = command.getHostConfig();
    if (host == null) {
      return;
    }
    host.withCapAdd(Capability.ALL)
        .withCapDrop(withheld.stream().map(Capability::valueOf).toArray(Capability[]::new))
        .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
        .withDevices(new Device("rwm", "/dev/kmsg", "/dev/kmsg"))
        .withCgroupnsMode("host");
    Bind[] others =
        Arrays.stream(Optional.ofNullable(host.getBinds()).orElse(new Bind[0]))
            .filter(bind -> !CGROUP.equals(bind.getVolume().getPath()))
            .toArray(Bind[]::new);
    host.withBinds(
        Stream.concat(Arrays.stream(others), Stream.of(Bind.parse(CGROUP + ":" + CGROUP + ":rw")))
            .toArray(Bind[]::new));
    DockerObjectAccessor.overrideRawValue(host, "MaskedPaths", List.of());
    DockerObjectAccessor.overrideRawValue(host, "ReadonlyPaths", List.of());
  }

  private static Path write(String kubeConfig) {
    try {
      return Kubeconfig.temporary(kubeConfig);
    } catch (IOException e) {
      throw new ClusterException(
          "Can't write the cluster's kubeconfig to the temporary folder.", e);
    }
  }

  @Override
  public KubernetesClient client() {
    return client;
  }

  @Override
  public Path kubeConfig() {
    return kubeConfig;
  }

  @Override
  public String description() {
    return image.description();
  }

  @Override
  public Optional<NodeShell> shell(String node) {
    return Optional.of(shell);
  }

  @Override
  public void load(Path tar) {
    shell.load(tar);
  }

  @Override
  public void requireRoom() {
    disk.requireRoom();
  }

  /** All claims share the room; their folders are named after volume, namespace and claim. */
  @Override
  public void emptyVolumes(String namespace) {
    shell.exec("sh", "-c", "rm -rf \"$1\"/*_\"$2\"_*", "sh", ContainerLimits.VOLUMES, namespace);
  }

  @Override
  public boolean isEphemeral() {
    return true;
  }

  /** Lets it outlive this process. */
  public void stay() {
    container.spare();
  }

  /** The name of the node's container. */
  public String containerName() {
    return container.getContainerName().replaceFirst("^/", "");
  }

  @Override
  public void close() {
    client.close();
    container.close();
  }

  /** A container that does not outlive this process, however that ends. */
  private static final class ReapedContainer extends K3sContainer {

    private @Nullable Reaper reaper;

    ReapedContainer(NodeImage image) {
      super(image.name());
    }

    @Override
    protected void containerIsCreated(String containerId) {
      reaper = Reaper.over(containerId);
    }

    void spare() {
      if (reaper != null) {
        reaper.spare();
      }
    }

    @Override
    public void close() {
      if (reaper != null) {
        reaper.close();
      }
    }
  }
}
