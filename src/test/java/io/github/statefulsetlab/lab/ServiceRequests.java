package io.github.statefulsetlab.lab;

import static java.util.stream.Collectors.joining;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.github.statefulsetlab.kube.EndpointSlices;
import io.github.statefulsetlab.kube.Pods;
import io.github.statefulsetlab.kube.Services;
import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import io.github.statefulsetlab.lab.context.LabContext;
import io.github.statefulsetlab.lab.remedy.Advice;
import io.github.statefulsetlab.lab.remedy.FailedVisits;
import io.github.statefulsetlab.sandbox.Browser;
import io.github.statefulsetlab.sandbox.Timeouts;
import io.github.statefulsetlab.sandbox.ToolboxPod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Requests to the page that counts, through one Service, from a pod of the grader's own. */
final class ServiceRequests {

  /** Who gets no request at all is known by then. */
  static final List<String> REACH = List.of("counts.load-balanced");

  /** Who else has the labels that the pods are found by is known by then, too. */
  private static final List<String> STRANGERS =
      List.of("identity.ordinal-names", "counts.load-balanced");

  private static final String UNANSWERED =
      "no answer within %d s".formatted(Timeouts.ANSWER.toSeconds());

  /** Sends $1 requests to $2, one after another; the other arguments are options of the client. */
  private static final String SEND =
      """
      n=$1; url=$2; shift 2; i=0
      while [ $i -lt $n ]; do
        timeout %d wget -q "$@" -O /dev/null "$url" || { [ $? -eq 1 ] || echo "%s"; exit 1; }
        i=$((i+1))
      done
      """
          .formatted(Timeouts.ANSWER.toSeconds(), UNANSWERED);

  private final LabContext lab;
  private final Service service;

  ServiceRequests(LabContext lab, Service service) {
    this.lab = lab;
    this.service = service;
  }

  /**
   * Where a Service can be asked.
   *
   * @param host an IP address
   */
  record Address(String host, int port) {

    @Override
    public String toString() {
      return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, port);
    }
  }

  /** The Service's own address, as Kubernetes has given it. */
  Address clusterAddress() {
    return new Address(asInstalled().getSpec().getClusterIP(), port().getPort());
  }

  /** Its port at the address of a node; empty if Kubernetes has given it none. */
  Optional<Address> addressAt(String node) {
    int port = port().getPort();
    return asInstalled().getSpec().getPorts().stream()
        .filter(installed -> installed.getPort() == port)
        .flatMap(installed -> Optional.ofNullable(installed.getNodePort()).stream())
        .filter(nodePort -> nodePort > 0)
        .map(nodePort -> new Address(node, nodePort))
        .findFirst();
  }

  private Service asInstalled() {
    return lab.client().resource(service).inNamespace(lab.namespace()).get();
  }

  /**
   * Requests the page that counts. An assertion fails if a request is not answered within 30 s or
   * not with success, with a hint by its cause.
   */
  void send(Address address, int times) {
    lab.when(
        "%d request%s through Service %s at %s"
            .formatted(times, times == 1 ? " goes" : "s go", name(), address),
        () -> sendNow(address, times));
  }

  private void sendNow(Address address, int times) {
    String url = url(address);
    ToolboxPod toolbox = lab.installation().toolboxes().inside();
    toolbox.awaitAccess(address.host(), address.port());
    ToolboxPod.Result result =
        toolbox.script(
            Timeouts.ANSWER.multipliedBy(times),
            SEND,
            Browser.argumentsAfter(String.valueOf(times), url));
    if (!result.ok()) {
      Optional<String> strangers = remedyForStrangers();
      throw Hint.on(
          DependsOn.on(
              new AssertionError(
                  "A request to %s through Service %s failed: %s"
                      .formatted(url, name(), said(result.output()))),
              strangers.isPresent() ? STRANGERS : causes(result.output())),
          strangers.or(() -> leadToTheApp() ? remedy(result.output()) : Optional.of(wrongPort())));
    }
  }

  /** What to change where it leads to pods that are not the set's. */
  private Optional<String> remedyForStrangers() {
    String set = lab.installation().statefulSetName();
    return EndpointSlices.pods(lab.timeline().current(EndpointSlice.class), service).stream()
        .filter(pod -> !Pods.isNamedBy(set, pod))
        .findFirst()
        .map(
            pod ->
                "Service %s also leads to pod %s, which is not one of the StatefulSet's: its selector, %s, matches both. Give each workload a label of its own (app.kubernetes.io/component), in its pod template, its spec.selector and its Service's selector."
                    .formatted(name(), pod, service.getSpec().getSelector()));
  }

  private static List<String> causes(String output) {
    return output.contains(Browser.ERROR_STATUS)
        ? Stream.concat(FailedVisits.ABOUT.stream(), REACH.stream()).toList()
        : REACH;
  }

  private Optional<String> remedy(String output) {
    return remedy(
        output, name(), FailedVisits.remedy(lab.installation().podTemplate(), lab.contract()));
  }

  /** The page that counts, there. */
  String url(Address address) {
    return "http://%s%s".formatted(address, lab.contract().visitPath());
  }

  private String name() {
    return service.getMetadata().getName();
  }

  /** The port that leads to the app, or the first if none does. */
  private ServicePort port() {
    return portToTheApp().orElseGet(() -> service.getSpec().getPorts().get(0));
  }

  /** Whether one of its ports leads to the app. */
  boolean leadToTheApp() {
    return portToTheApp().isPresent();
  }

  private Optional<ServicePort> portToTheApp() {
    return service.getSpec().getPorts().stream()
        .filter(Services::isTcp)
        .filter(
            port ->
                Services.targetPort(port, lab.appContainer())
                    .filter(target -> target == lab.contract().port())
                    .isPresent())
        .findFirst();
  }

  /** What the client said, without what the shell says of one that was stopped. */
  private static String said(String output) {
    return output.lines().filter(line -> !"Terminated".equals(line)).collect(joining("; "));
  }

  /**
   * What to change where a Service leads to the app's port, by what became of a request to it.
   *
   * @param ofAnError for an answer that is an error
   */
  static Optional<String> remedy(String output, String service, String ofAnError) {
    if (output.contains(UNANSWERED)) {
      return Optional.of(Advice.ANSWER_IN_TIME);
    }
    if (output.contains(Browser.ERROR_STATUS)) {
      return Optional.of(ofAnError);
    }
    return output.contains("refused") ? Optional.of(nothingListens(service)) : Optional.empty();
  }

  private static String nothingListens(String service) {
    return "Nothing accepts connections where Service %s leads. Look at the pods and the ports that it has (kubectl get endpointslices -o wide) and compare them with the pods' own: its selector must be labels that the pods have, and the app must listen on 0.0.0.0."
        .formatted(service);
  }

  private String wrongPort() {
    ServicePort port = service.getSpec().getPorts().get(0);
    if (!Services.isTcp(port)) {
      return "Port %d of Service %s has protocol: %s, but HTTP goes over TCP. Set protocol of that port to TCP, or leave it out."
          .formatted(port.getPort(), name(), port.getProtocol());
    }
    return "Service %s sends its requests to port %s of the pods, but container %s serves on %d. Set targetPort of the Service to %d, or to the name of that port."
        .formatted(
            name(),
            port.getTargetPort() == null ? port.getPort() : port.getTargetPort().getValue(),
            lab.appContainer().getName(),
            lab.contract().port(),
            lab.contract().port());
  }
}
