package io.github.statefulsetlab.lab.context;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.installation.Installation;
import io.github.statefulsetlab.kube.StatefulSets;
import io.github.statefulsetlab.submission.AppContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * With which commands a reader sees on a release of their own, installed in the namespace that
 * kubectl uses, what a behaviour of the lab has seen.
 */
final class CommandsByHand {

  /** Where a cluster's own names end. */
  private static final String NAMESPACE =
      "NS=$(kubectl config view --minify -o jsonpath='{..namespace}'); NS=${NS:-default}";

  private static final String IN_TOOLBOX = "kubectl exec toolbox -- ";

  private final Installation installation;
  private final StatefulSet set;
  private final Optional<AppContract> app;

  private CommandsByHand(Installation installation, StatefulSet set) {
    this.installation = installation;
    this.set = set;
    this.app = installation.context().knownContract();
  }

  /** Those for the criterion with this id; none for one that the lab's report does not show. */
  static List<String> of(Installation installation, String criterion) {
    return installation
        .currentStatefulSet()
        .map(set -> new CommandsByHand(installation, set))
        .map(commands -> commands.withToolbox(commands.of(criterion)))
        .orElse(List.of());
  }

  private List<String> of(String criterion) {
    return switch (criterion) {
      case "storage.claims-bound" ->
          List.of(
              "helm get notes " + installation.submission().release(),
              "kubectl get po,sts,svc,pvc",
              "kubectl get sts %s -o custom-columns=%s".formatted(set(), PolicyTable.COLUMNS));
      case "counts.diverge" -> all(visitsToEachPod(), counts());
      case "counts.load-balanced" -> all(visitsThroughTheService(), counts(), files());
      case "counts.served-and-stored" -> files();
      case "services.node-port" -> nodePort();
      case "storage.survives-pod-deletion" -> {
        String pod = pod(0);
        yield all(
            List.of(
                "kubectl get sts %s --watch   # in a second terminal".formatted(set()),
                "kubectl delete pod " + pod,
                "kubectl wait --for=condition=Ready pod/%s --timeout=60s".formatted(pod),
                "kubectl get po,pvc"),
            counts());
      }
      case "dns.pod-fqdn" ->
          List.of(
              NAMESPACE,
              inToolbox(
                  "nslookup -type=a %s.%s.$NS.svc.cluster.local".formatted(pod(0), domain())));
      case "dns.follows-the-pod" ->
          List.of(
              NAMESPACE,
              "kubectl debug %s -i --quiet --image=%s -- sh -c \"sleep 2; nslookup -type=a %s.%s.$NS.svc.cluster.local\""
                  .formatted(pod(0), image(), pod(0), domain()));
      case "dns.short-name" ->
          List.of(
              inToolbox("nslookup -type=a %s.%s".formatted(pod(0), domain())),
              inToolbox("getent ahostsv4 %s.%s".formatted(pod(0), domain())));
      case "probes.liveness-restarts" ->
          List.of(
              "kubectl describe pod %s   # Liveness, Restart Count and, in Events, Unhealthy"
                  .formatted(pod(0)),
              "kubectl get pod %s --watch   # while the app hangs".formatted(pod(0)));
      case "probes.readiness-gates-traffic" ->
          all(
              List.of("kubectl get endpointslices --watch   # while a pod is not ready"),
              visitsThroughTheService(),
              counts());
      case "ordering.side-by-side", "ordering.ordered-ready-start", "ordering.parallel-start" ->
          List.of(
              "kubectl get pods --watch   # in a second terminal",
              scale(0),
              "kubectl wait --for=delete pod/%s --timeout=60s".formatted(pod(0)),
              scale(StatefulSets.replicas(set)));
      case "updates.partition" ->
          List.of(
              strategy("\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":%d}", last()),
              newTemplate(),
              revisions(),
              strategy("\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":%d}", 0),
              "kubectl rollout status sts/" + set(),
              revisions());
      case "updates.on-delete" ->
          List.of(
              strategy("\"type\":\"OnDelete\",\"rollingUpdate\":null"),
              newTemplate(),
              revisions(),
              "kubectl delete pod " + pod(last()),
              revisions());
      case "updates.rollback" ->
          List.of(
              "kubectl rollout history sts/" + set(),
              "kubectl rollout undo sts/" + set(),
              "kubectl rollout status sts/" + set(),
              revisions());
      default -> List.of();
    };
  }

  @SafeVarargs
  private static List<String> all(List<String>... parts) {
    return Stream.of(parts).flatMap(List::stream).toList();
  }

  private String set() {
    return installation.statefulSetName();
  }

  private String pod(int place) {
    List<String> pods = StatefulSets.podNames(set);
    return place < pods.size() ? pods.get(place) : set() + "-" + place;
  }

  private int last() {
    return Math.max(0, StatefulSets.replicas(set) - 1);
  }

  private String domain() {
    return Optional.ofNullable(set.getSpec().getServiceName()).orElse("");
  }

  private String image() {
    return installation.context().toolboxImage();
  }

  /** In a pod that stays: of one that ends at once, kubectl may miss what it printed. */
  private static String inToolbox(String command) {
    return IN_TOOLBOX + command;
  }

  /** The commands, and before the first that needs it how to start the pod that it runs in. */
  private List<String> withToolbox(List<String> commands) {
    List<String> all = new ArrayList<>(commands);
    commands.stream()
        .filter(command -> command.contains(IN_TOOLBOX))
        .findFirst()
        .ifPresent(
            first ->
                all.addAll(
                    commands.indexOf(first),
                    List.of(
                        "kubectl run toolbox --image=%s -- sleep 86400   # once".formatted(image()),
                        "kubectl wait --for=condition=Ready pod/toolbox --timeout=60s")));
    return all;
  }

  private List<String> visitsToEachPod() {
    return counting().map(page -> pages(page, page.visitPath())).orElse(List.of());
  }

  private Optional<AppContract> counting() {
    return app.filter(AppContract::hasCounter);
  }

  private List<String> counts() {
    return app.flatMap(found -> found.countPath().map(path -> pages(found, path)))
        .orElseGet(this::files);
  }

  private List<String> pages(AppContract found, String path) {
    return List.of(
        "for pod in %s; do %s; done"
            .formatted(
                String.join(" ", StatefulSets.podNames(set)),
                inToolbox(
                    "wget -qO- http://$pod.%s:%d%s".formatted(domain(), found.port(), path))));
  }

  private List<String> visitsThroughTheService() {
    return installation.clientService().stream()
        .flatMap(service -> counting().stream().map(page -> visits(service, page.visitPath())))
        .toList();
  }

  private String visits(Service service, String path) {
    return inToolbox(
        "sh -c 'for i in $(seq 20); do wget -qO- http://%s:%d%s; echo; done'"
            .formatted(
                service.getMetadata().getName(),
                service.getSpec().getPorts().get(0).getPort(),
                path));
  }

  /** Another pod that mounts the claims can read the files, whatever the app's image has. */
  private List<String> files() {
    return app.flatMap(found -> found.mountIn(set.getSpec().getTemplate().getSpec()))
        .filter(mount -> isFromATemplate(mount.volume()))
        .map(mount -> files(mount.volume(), mount.pathOnVolume()))
        .orElse(List.of());
  }

  private List<String> files(String volume, String path) {
    List<String> claims =
        StatefulSets.podNames(set).stream().map(pod -> volume + "-" + pod).toList();
    return List.of(
        "kubectl run files --image=%s --overrides='%s'".formatted(image(), mounting(claims)),
        "kubectl wait --for=condition=Ready pod/files --timeout=60s",
        "kubectl exec files -- tail -n +1 "
            + claims.stream()
                .map(claim -> "/claims/%s/%s".formatted(claim, path))
                .collect(Collectors.joining(" ")),
        "kubectl delete pod files --now");
  }

  private String mounting(List<String> claims) {
    return ("{\"spec\":{\"containers\":[{\"name\":\"files\",\"image\":\"%s\",\"command\":[\"sleep\",\"3600\"],"
            + "\"volumeMounts\":[%s]}],\"volumes\":[%s]}}")
        .formatted(
            image(),
            ofEach(claims, "{\"name\":\"claim-%d\",\"mountPath\":\"/claims/%s\"}"),
            ofEach(
                claims,
                "{\"name\":\"claim-%d\",\"persistentVolumeClaim\":{\"claimName\":\"%s\"}}"));
  }

  private static String ofEach(List<String> claims, String text) {
    return IntStream.range(0, claims.size())
        .mapToObj(place -> text.formatted(place, claims.get(place)))
        .collect(Collectors.joining(","));
  }

  private boolean isFromATemplate(String volume) {
    return set.getSpec().getVolumeClaimTemplates().stream()
        .anyMatch(template -> template.getMetadata().getName().equals(volume));
  }

  private List<String> nodePort() {
    return installation.clientService().stream()
        .map(Service::getMetadata)
        .map(
            service ->
                "curl http://$(kubectl get nodes -o jsonpath='{.items[0].status.addresses[0].address}'):$(kubectl get svc %s -o jsonpath='{.spec.ports[0].nodePort}')%s"
                    .formatted(service.getName(), app.map(AppContract::visitPath).orElse("/")))
        .toList();
  }

  private String scale(int replicas) {
    return "kubectl scale sts %s --replicas=%d".formatted(set(), replicas);
  }

  private String strategy(String fields, Object... values) {
    return "kubectl patch sts %s -p '{\"spec\":{\"updateStrategy\":{%s}}}'"
        .formatted(set(), fields.formatted(values));
  }

  private String newTemplate() {
    return "kubectl set env sts/%s LAB=1".formatted(set());
  }

  private static String revisions() {
    return "kubectl get po -L controller-revision-hash";
  }
}
