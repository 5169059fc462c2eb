package io.github.statefulsetlab.report.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.github.statefulsetlab.run.Playground;
import io.github.statefulsetlab.submission.AppContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("./lab play says what to try")
class PlayStepsTest {

  private static List<String> steps(int replicas, Optional<Service> service, AppContract app) {
    Playground playground =
        new Playground(
            "node-1",
            Path.of("kubeconfig"),
            "lab-web",
            "web",
            replicas,
            service,
            "web-headless",
            app,
            "toolbox:1");
    return new PlaySteps(playground, "kubectl").lines();
  }

  private static Optional<Service> service() {
    return Optional.of(
        new ServiceBuilder()
            .withNewMetadata()
            .withName("web")
            .endMetadata()
            .withNewSpec()
            .addNewPort()
            .withPort(80)
            .endPort()
            .endSpec()
            .build());
  }

  @Test
  void inTheOrderOfTheLab() {
    assertThat(steps(3, service(), AppContract.COUNTER))
        .containsSubsequence(
            "kubectl get po,sts,svc,pvc",
            "kubectl get pods --watch",
            "kubectl get --raw /api/v1/namespaces/lab-web/pods/web-2:8000/proxy/",
            "kubectl get --raw /api/v1/namespaces/lab-web/services/web:80/proxy/",
            "curl --retry 5 --retry-connrefused http://localhost:8080/",
            "kubectl run lookup --restart=Never --image=toolbox:1 -- nslookup"
                + " web-1.web-headless.lab-web.svc.cluster.local",
            "kubectl logs lookup",
            "kubectl delete pod web-0",
            "kubectl get --raw /api/v1/namespaces/lab-web/pods/web-0:8000/proxy/visits",
            "kubectl scale statefulset web --replicas=4",
            "kubectl patch statefulset web -p"
                + " '{\"spec\":{\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":2}}}}'",
            "kubectl rollout undo statefulset web",
            "kubectl delete statefulset web",
            "kubectl get pods,pvc");
  }

  @Test
  void withTheNodesKubectlWhereThisMachineHasNone() {
    Playground playground =
        new Playground(
            "node-1",
            Path.of("kubeconfig"),
            "lab-web",
            "web",
            1,
            service(),
            "web",
            AppContract.COUNTER,
            "toolbox:1");

    assertThat(new PlaySteps(playground, "docker exec -i node-1 kubectl").lines())
        .filteredOn(line -> !line.isEmpty() && !line.startsWith("#"))
        .allSatisfy(line -> assertThat(line).startsWith("docker exec -i node-1 kubectl "));
  }

  @Test
  void leavesOutWhatAChartDoesNotHave() {
    AppContract database = AppContract.withoutCounter("db", 5432, Optional.of("/data"));

    assertThat(steps(1, Optional.empty(), database))
        .noneMatch(line -> line.contains("proxy") || line.contains("Visit each"))
        .contains("kubectl describe pod web-0")
        .anyMatch(line -> line.contains("nslookup web-0."));
  }

  @Test
  void meansTheLabsNamespaceInItsKubeconfig() throws Exception {
    String kubeConfig =
        """
        apiVersion: v1
        current-context: default
        contexts:
          - {name: default, context: {cluster: default, user: default}}
        """;

    assertThat(PlayCommand.inNamespace(kubeConfig, "lab-web"))
        .contains("namespace: \"lab-web\"")
        .contains("current-context: \"default\"");
  }
}
