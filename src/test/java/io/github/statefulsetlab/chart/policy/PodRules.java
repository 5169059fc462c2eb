package io.github.statefulsetlab.chart.policy;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a pod may not ask for: what Pod Security level {@code baseline} forbids, and the priority of
 * the cluster's own pods.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 *     Standards</a>
 */
final class PodRules {

  private static final List<String> HOST_NAMESPACES = List.of("hostNetwork", "hostPID", "hostIPC");
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");
  private static final List<String> HOSTS =
      Stream.of(
              "livenessProbe",
              "readinessProbe",
              "startupProbe",
              "lifecycle.postStart",
              "lifecycle.preStop")
          .flatMap(handler -> Stream.of(handler + ".httpGet.host", handler + ".tcpSocket.host"))
          .toList();

  /** Of a volume, beside what it is made from. */
  private static final String NAME = "name";

  private static final Set<String> CAPABILITIES =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private static final Set<String> SYSCTLS =
      Set.of(
          "kernel.shm_rmid_forced",
          "net.ipv4.ip_local_port_range",
          "net.ipv4.ip_local_reserved_ports",
          "net.ipv4.ip_unprivileged_port_start",
          "net.ipv4.ping_group_range",
          "net.ipv4.tcp_fin_timeout",
          "net.ipv4.tcp_keepalive_intvl",
          "net.ipv4.tcp_keepalive_probes",
          "net.ipv4.tcp_keepalive_time",
          "net.ipv4.tcp_rmem",
          "net.ipv4.tcp_syncookies",
          "net.ipv4.tcp_wmem");

  private static final List<String> SELINUX_TYPES =
      List.of("container_t", "container_init_t", "container_kvm_t", "container_engine_t");

  private static final String APPARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String CONFINED = "Remove it: containers stay confined here.";

  private PodRules() {}

  /** What the pod template, or the pod itself, asks for that it may not. */
  static Stream<Violation> offences(Field template) {
    Field spec = template.at("spec");
    return of(
        appArmorAnnotations(template.at("metadata.annotations")),
        HOST_NAMESPACES.stream().map(spec::at).flatMap(PodRules::hostNamespace),
        spec.at("volumes").items().flatMap(PodRules::volume),
        SizeRules.containers(spec),
        priority(spec.at("priorityClassName")),
        system(spec.at("os.name")),
        context(spec.at("securityContext")),
        spec.at("securityContext.sysctls").items().flatMap(PodRules::sysctl),
        CONTAINERS.stream().flatMap(kind -> spec.at(kind).items()).flatMap(PodRules::container));
  }

  @SafeVarargs
  private static Stream<Violation> of(Stream<Violation>... rules) {
    return Stream.of(rules).flatMap(Function.identity());
  }

  private static Stream<Violation> hostNamespace(Field field) {
    return field.offenceIf(field.isOn(), "Remove it: clients reach pods through a Service.");
  }

  private static Stream<Violation> volume(Field volume) {
    Field claimed = volume.at("ephemeral.volumeClaimTemplate.spec.volumeName");
    return Stream.concat(
        volume
            .fields()
            .filter(field -> field.isSet() && !NAME.equals(field.key()))
            .filter(field -> !AllowedVolumes.SOURCES.contains(field.key()))
            .map(
                field ->
                    field.offence(
                        "Keep data on a claim (volumeClaimTemplates): the node would mount this volume itself.")),
        claimed.offenceIf(
            claimed.isSet(), "Remove it: the volume is made for the claim by its StorageClass."));
  }

  private static Stream<Violation> priority(Field name) {
    return name.offenceIf(
        name.text().startsWith("system-"),
        "Remove it: that priority class is reserved for system pods.");
  }

  /**
   * The scheduler does not look at it: the node rejects each pod, and its controller makes more.
   */
  private static Stream<Violation> system(Field name) {
    return name.offenceIf(
        name.isNoneOf(List.of("linux")), "Remove it: nodes here run Linux, and reject such pods.");
  }

  private static Stream<Violation> container(Field container) {
    Field context = container.at("securityContext");
    Field privileged = context.at("privileged");
    Field procMount = context.at("procMount");
    return of(
        privileged.offenceIf(
            privileged.isOn(), "Remove it: a web server does not need to be privileged."),
        procMount.offenceIf(procMount.isNoneOf(List.of("Default")), CONFINED),
        context.at("capabilities.add").items().flatMap(PodRules::capability),
        container.at("ports").items().map(port -> port.at("hostPort")).flatMap(PodRules::hostPort),
        HOSTS.stream().map(container::at).flatMap(PodRules::host),
        context(context));
  }

  private static Stream<Violation> capability(Field capability) {
    return capability.offenceIf(
        !CAPABILITIES.contains(capability.text()),
        "Remove it. Capabilities that may be added: %s."
            .formatted(String.join(", ", CAPABILITIES.stream().sorted().toList())));
  }

  private static Stream<Violation> hostPort(Field port) {
    return port.offenceIf(
        port.isNoneOf(List.of("0")),
        "Remove it: clients reach the pods through a Service, not through a port of the node.");
  }

  private static Stream<Violation> host(Field host) {
    return host.offenceIf(
        host.isSet(), "Remove it: the kubelet must probe the pod itself, not another host.");
  }

  private static Stream<Violation> sysctl(Field sysctl) {
    Field name = sysctl.at("name");
    return name.offenceIf(
        !SYSCTLS.contains(name.text()),
        "Remove it: that setting of the kernel may reach beyond the pod.");
  }

  /** What both a pod's and a container's security context can say. */
  private static Stream<Violation> context(Field context) {
    Field linux = context.at("seLinuxOptions");
    Field hostProcess = context.at("windowsOptions.hostProcess");
    return of(
        hostProcess.offenceIf(hostProcess.isOn(), CONFINED),
        unconfined(context.at("seccompProfile.type")),
        unconfined(context.at("appArmorProfile.type")),
        linux.at("type").offenceIf(linux.at("type").isNoneOf(SELINUX_TYPES), CONFINED),
        linux.at("user").offenceIf(linux.at("user").isSet(), CONFINED),
        linux.at("role").offenceIf(linux.at("role").isSet(), CONFINED));
  }

  private static Stream<Violation> unconfined(Field profile) {
    return profile.offenceIf(profile.isNoneOf(List.of("RuntimeDefault", "Localhost")), CONFINED);
  }

  private static Stream<Violation> appArmorAnnotations(Field annotations) {
    return annotations
        .entries()
        .filter(annotation -> annotation.path().contains(APPARMOR))
        .filter(annotation -> annotation.text().equals("unconfined"))
        .map(annotation -> annotation.offence(CONFINED));
  }
}
