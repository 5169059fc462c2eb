package io.github.statefulsetlab.report.command;

import io.fabric8.kubernetes.api.model.ServicePort;
import io.github.statefulsetlab.run.Playground;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What to try on an installed chart, in the order of the lab, as commands for a shell.
 *
 * @param kubectl how kubectl is called
 */
record PlaySteps(Playground playground, String kubectl) {

  /** How kubectl is called where this machine has one. */
  static final String ON_THIS_MACHINE = "kubectl";

  /** Titles as comments, each with its commands below. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    String set = playground.statefulSet();
    String first = set + "-0";
    step(lines, "What is there", run("get po,sts,svc,pvc"));
    step(
        lines,
        "Pods as they start: run this in a second terminal (Ctrl-C ends it)",
        run("get pods --watch"));
    step(lines, "Visit each pod: each has a count of its own", visits());
    step(lines, "Through the Service: the visits are spread over the pods", throughService());
    step(
        lines,
        "Look up a pod by its name, from a pod",
        run(
            "run lookup --restart=Never --image=%s -- nslookup %s-%d.%s.%s.svc.cluster.local",
            playground.toolbox(),
            set,
            Math.min(1, playground.replicas() - 1),
            playground.governingService(),
            playground.namespace()),
        run("wait pod/lookup --for=jsonpath={.status.phase}=Succeeded --timeout=60s"),
        run("logs lookup"),
        run("delete pod lookup"));
    step(
        lines,
        "Delete pod 0: its successor has the same name, claim and count",
        run("delete pod %s", first),
        run("wait --for=condition=Ready pod/%s --timeout=60s", first),
        count(0),
        run("get pvc"));
    step(
        lines,
        "Scale up and down: the highest pod comes and goes, and its claim stays",
        run("scale statefulset %s --replicas=%d", set, playground.replicas() + 1),
        run("rollout status statefulset %s", set),
        run("scale statefulset %s --replicas=%d", set, playground.replicas()),
        run("get pods,pvc"));
    step(
        lines,
        "Stage an update: with a partition only the pods from that ordinal on are updated",
        patch(playground.replicas() - 1),
        run("set env statefulset %s PLAYED=1", set),
        run("rollout status statefulset %s", set),
        run("get pods -L controller-revision-hash"),
        patch(0),
        run("rollout status statefulset %s", set));
    step(
        lines,
        "Roll back",
        run("rollout undo statefulset %s", set),
        run("rollout status statefulset %s", set));
    step(
        lines,
        "Uninstall: pods go, claims stay (helm uninstall does the same)",
        run("delete statefulset %s", set),
        run("get pods,pvc"));
    return lines;
  }

  private static void step(List<String> lines, String title, String... commands) {
    step(lines, title, List.of(commands));
  }

  private static void step(List<String> lines, String title, List<String> commands) {
    if (!commands.isEmpty()) {
      lines.add("");
      lines.add("# " + title);
      lines.addAll(commands);
    }
  }

  private String run(String format, Object... values) {
    return kubectl + " " + format.formatted(values);
  }

  private String patch(int partition) {
    return run(
        "patch statefulset %s -p"
            + " '{\"spec\":{\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":%d}}}}'",
        playground.statefulSet(), partition);
  }

  private List<String> visits() {
    return playground.app().hasCounter()
        ? IntStream.range(0, playground.replicas())
            .mapToObj(ordinal -> page(ordinal, playground.app().visitPath()))
            .toList()
        : List.of();
  }

  private String count(int ordinal) {
    return playground
        .app()
        .countPath()
        .map(path -> page(ordinal, path))
        .orElseGet(() -> run("describe pod %s-%d", playground.statefulSet(), ordinal));
  }

  /** The API server asks the pod, so that no port has to be forwarded. */
  private String page(int ordinal, String path) {
    return run(
        "get --raw /api/v1/namespaces/%s/pods/%s-%d:%d/proxy%s",
        playground.namespace(), playground.statefulSet(), ordinal, playground.app().port(), path);
  }

  private List<String> throughService() {
    return playground.service().stream()
        .flatMap(
            service ->
                service.getSpec().getPorts().stream()
                    .limit(1)
                    .flatMap(port -> throughService(service.getMetadata().getName(), port)))
        .toList();
  }

  /** The API server asks the Service; a forwarded port leads to one of its pods. */
  private Stream<String> throughService(String service, ServicePort port) {
    String path = playground.app().visitPath();
    String proxied =
        run(
            "get --raw /api/v1/namespaces/%s/services/%s:%d/proxy%s",
            playground.namespace(), service, port.getPort(), path);
    return kubectl.equals(ON_THIS_MACHINE)
        ? Stream.of(
            proxied,
            proxied,
            run("port-forward service/%s 8080:%d >/dev/null &", service, port.getPort()),
            "curl --retry 5 --retry-connrefused http://localhost:8080" + path,
            "kill %%")
        : Stream.of(proxied, proxied);
  }
}
