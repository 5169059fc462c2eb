package io.github.statefulsetlab.chart.helm;

import io.github.statefulsetlab.chart.helm.OddYaml.Mapping;
import io.github.statefulsetlab.chart.helm.OddYaml.Node;
import io.github.statefulsetlab.chart.helm.OddYaml.Scalar;
import io.github.statefulsetlab.chart.helm.OddYaml.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Rendered templates as a hostile or careless chart may have them: objects of Kubernetes, written
 * in all the ways that YAML has for one thing, and with some damage.
 */
final class OddManifests {

  private static final List<String> KINDS =
      List.of(
          "v1 ConfigMap",
          "v1 Secret",
          "v1 Service",
          "v1 ServiceAccount",
          "v1 PersistentVolumeClaim",
          "v1 Pod",
          "apps/v1 StatefulSet",
          "apps/v1 StatefulSet",
          "apps/v1 Deployment",
          "batch/v1 CronJob",
          "rbac.authorization.k8s.io/v1 RoleBinding",
          "v1 List");

  private static final List<String> ODD_KINDS =
      List.of(
          "networking.k8s.io/v1 NetworkPolicy",
          "v1 ResourceQuota",
          "v1 Unknown",
          "v1 ConfigMapList",
          "v1 configmap",
          "v2 ConfigMap",
          "apps/v1 Service");

  /** What the guard looks at, with values that it lets pass and values that it does not. */
  private static final List<String> POD_FIELDS =
      List.of(
          "hostNetwork=false|true|yes|off|~",
          "hostPID=false|on",
          "priorityClassName=normal|system-node-critical|\"system\\x2dnode-critical\"",
          "securityContext.runAsUser=1000|0|0644|1_000",
          "containers.securityContext.privileged=false|true|No|~",
          "containers.ports.hostPort=0|8080|~",
          "terminationGracePeriodSeconds=1|0o7|0x1F|07|1e1",
          "volumes.hostPath.path=/|/etc",
          "volumes.emptyDir={}|~",
          "initContainers.image=b|'b'");

  private static final List<String> FIELDS =
      List.of(
          "metadata.namespace=default|kube-system|\"default\"|~|'kube-system'",
          "metadata.generateName=x-|~",
          "metadata.finalizers=[]|[a/b]|~",
          "metadata.labels.app=a|yes|'yes'|1|\"1\"|~",
          "metadata.annotations.a/b=x|12:30|2001-01-01|1e3|.inf|0b1|+1|1_0",
          "metadata.annotations.helm\\.sh/hook=pre-install|test|~|''",
          "metadata.annotations.helm\\.sh/resource-policy=keep",
          "items=[]|[{apiVersion: v1, kind: Service, metadata: {name: inner}}]|~|{}|x",
          "data.a=b|'1'|\"yes\"|\"\\u2028\"|\"a\\nb\\n---\\nc\"|\"\\U0001F600\"|'---'",
          "data.b=\"# Source: x/templates/y.yaml\"|\"<<\"|'*a'|'&a'|\"\\x85\"|\"\\t\"|''");

  private static final List<String> SERVICE =
      List.of(
          "spec.type=ClusterIP|NodePort|LoadBalancer|ExternalName|~",
          "spec.externalIPs=[]|[1.2.3.4]|~",
          "spec.clusterIP=None|'None'|~",
          "spec.ports.port=80|0x50|0120|8_0|80.0|8e1");

  private static final List<String> SEPARATORS =
      List.of(
          "---\n",
          "---\n",
          "---\n",
          "---\n",
          "--- \n",
          "---\t\n",
          "--- # next\n",
          "---\r\n",
          "\n---\n\n",
          "...\n---\n",
          "---\n---\n",
          "----\n",
          " ---\n",
          "--- ",
          "---",
          "--- !!map\n",
          "--- &d\n",
          "---\u2028",
          "\u0085---\n",
          "%YAML 1.1\n---\n",
          "\f---\n",
          "---\n# Source: it/templates/other.yaml\n",
          "\uFEFF---\n",
          "---\n\uFEFF",
          "---\u00a0\n",
          "...\n",
          "\r---\r");

  private static final List<String> DAMAGE =
      List.of(
          "\uFEFF",
          "\u2028",
          "\u2029",
          "\u0085",
          "\t",
          "\r",
          "\r\n",
          "\n",
          "\u00a0",
          "\u0000",
          "\f",
          "\u000b",
          " ",
          "  ",
          "#",
          " # ",
          "---",
          "\n---\n",
          "\n--- ",
          "...",
          "\n...\n",
          "<<: ",
          "\n<<: *a0\n",
          "&a0 ",
          "*a0",
          "*a1",
          "!!str ",
          "!!binary ",
          "!!int ",
          "!x ",
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          ": ",
          "- ",
          "? ",
          "|\n",
          ">-\n",
          "'",
          "\"",
          "\\",
          "%",
          "@",
          "`",
          "\nkind: Service\n",
          "\nmetadata: {name: other, namespace: kube-system}\n",
          "\nitems: []\n",
          "\nKind: Pod\n",
          "\n\"kind\": Secret\n",
          "\n? kind\n: Pod\n",
          "\n'items': [{apiVersion: v1, kind: Secret, metadata: {name: i}}]\n",
          "😀",
          "\u200b");

  /** Where most is odd hardly anything is YAML. */
  private static final List<Double> ODDITIES = List.of(0.0, 0.01, 0.03, 0.03, 0.1);

  private final Random random;
  private OddYaml yaml;
  private int names;

  OddManifests(Random random) {
    this.random = random;
    this.yaml = new OddYaml(random, 0);
  }

  /** What one template renders to. */
  String next() {
    yaml = new OddYaml(random, ODDITIES.get(random.nextInt(ODDITIES.size())));
    names = 0;
    StringBuilder text = new StringBuilder(yaml.odd() ? "\uFEFF" : "");
    int documents = 1 + random.nextInt(3);
    for (int i = 0; i < documents; i++) {
      text.append(i > 0 || random.nextInt(4) == 0 ? separator() : "");
      text.append(yaml.document(object()));
    }
    String whole = text.toString();
    whole =
        yaml.odd()
            ? whole.replace("\n", yaml.pick(List.of("\r\n", "\r", "\n\n", " \n", "\t\n")))
            : whole;
    return random.nextInt(5) == 0 ? damaged(whole) : whole;
  }

  private String separator() {
    return random.nextInt(4) > 0 ? "---\n" : yaml.pick(SEPARATORS);
  }

  private String damaged(String whole) {
    StringBuilder text = new StringBuilder(whole);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, lines(text.toString()));
        default -> text.insert(at, yaml.pick(DAMAGE));
      }
    }
    return text.toString();
  }

  /** One of the lines, once more. */
  private String lines(String text) {
    return "\n" + yaml.pick(text.lines().toList()) + "\n";
  }

  private Mapping object() {
    List<String> kind = List.of(yaml.pick(yaml.odd() ? ODD_KINDS : KINDS).split(" ", 2));
    Mapping root = new Mapping();
    root.put("apiVersion", new Scalar(kind.get(0)));
    root.put("kind", new Scalar(kind.get(1)));
    if (kind.get(1).endsWith("List")) {
      List<Node> items = new ArrayList<>();
      for (int i = random.nextInt(3); i >= 0 && names < 6; i--) {
        items.add(object());
      }
      return root.put("items", new Sequence(items));
    }
    root.in("metadata").put("name", new Scalar("n" + names++));
    switch (kind.get(1)) {
      case "StatefulSet", "Deployment" -> {
        Mapping spec = root.in("spec");
        spec.in("selector").in("matchLabels").put("app", new Scalar("a"));
        spec.put("serviceName", new Scalar("s"));
        spec.in("template").in("metadata").in("labels").put("app", new Scalar("a"));
        pod(spec.in("template").in("spec"));
      }
      case "CronJob" -> {
        Mapping spec = root.in("spec").put("schedule", new Scalar("'@hourly'"));
        pod(spec.in("jobTemplate").in("spec").in("template").in("spec"));
      }
      case "Pod" -> pod(root.in("spec"));
      case "Service" -> {
        root.in("spec")
            .put("ports", new Sequence(List.of(new Mapping().put("port", new Scalar("80")))));
        some(root, SERVICE);
      }
      case "PersistentVolumeClaim" ->
          root.in("spec").in("resources").in("requests").put("storage", new Scalar("1Gi"));
      case "RoleBinding" ->
          root.in("roleRef")
              .put("apiGroup", new Scalar("rbac.authorization.k8s.io"))
              .put("kind", new Scalar(yaml.odd() ? "ClusterRole" : "Role"))
              .put("name", new Scalar("r"));
      default -> {}
    }
    some(root, FIELDS);
    return root;
  }

  private void pod(Mapping spec) {
    Mapping container = named("c").put("image", new Scalar("i"));
    Mapping port = new Mapping().put("containerPort", new Scalar("80"));
    spec.put(
        "containers", new Sequence(List.of(container.put("ports", new Sequence(List.of(port))))));
    spec.put("initContainers", new Sequence(List.of(named("i").put("image", new Scalar("i")))));
    spec.put("volumes", new Sequence(List.of(named("v"))));
    some(spec, POD_FIELDS);
  }

  private static Mapping named(String name) {
    return new Mapping().put("name", new Scalar(name));
  }

  private void some(Mapping root, List<String> fields) {
    for (String field : fields) {
      if (random.nextInt(12) == 0 || yaml.odd()) {
        set(root, field);
      }
    }
  }

  private void set(Mapping root, String field) {
    int equals = field.indexOf('=');
    List<String> path = List.of(field.substring(0, equals).split("(?<!\\\\)\\.", -1));
    Mapping at = root;
    for (String name : path.subList(0, path.size() - 1)) {
      at = at.in(name.replace("\\", ""));
    }
    List<String> values = List.of(field.substring(equals + 1).split("\\|", -1));
    // The first is the harmless one, without which hardly any chart would pass.
    String value = random.nextInt(8) > 0 ? values.get(0) : yaml.pick(values);
    at.put(path.get(path.size() - 1).replace("\\", ""), new Scalar(value));
  }
}
