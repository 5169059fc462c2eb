package io.github.statefulsetlab.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Workloads, and what selects and scales them")
class WorkloadsTest {

  private static final Map<String, String> WEB = Map.of("app", "web");

  private static StatefulSet set() {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withReplicas(2)
        .withNewSelector()
        .withMatchLabels(WEB)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(Map.of("app", "web", "version", "1"))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withImage("web:1")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Deployment deployment(String image, Map<String, String> labels) {
    return new DeploymentBuilder()
        .withNewSpec()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private static Service service(Map<String, String> selector) {
    return new ServiceBuilder().withNewSpec().withSelector(selector).endSpec().build();
  }

  @Test
  void aServiceSelectsByAllOfItsLabels() {
    assertThat(Workloads.selects(service(WEB), set())).isTrue();
    assertThat(Workloads.selects(service(Map.of("app", "web", "tier", "x")), set())).isFalse();
  }

  @Test
  void aSetSelectsByLabelsAndExpressions() {
    StatefulSet set = set();
    set.getSpec()
        .setSelector(
            new LabelSelectorBuilder()
                .addToMatchExpressions(
                    new LabelSelectorRequirement("app", "In", List.of("web", "www")),
                    new LabelSelectorRequirement("version", "Exists", List.of()),
                    new LabelSelectorRequirement("tier", "NotIn", List.of("test")),
                    new LabelSelectorRequirement("canary", "DoesNotExist", List.of()))
                .build());

    assertThat(Workloads.selects(set, Map.of("app", "web", "version", "1"))).isTrue();
    assertThat(Workloads.selects(set, Map.of("app", "grader", "version", "1"))).isFalse();
    assertThat(Workloads.selects(set, Map.of("app", "web"))).isFalse();
    assertThat(Workloads.selects(set, Map.of("app", "web", "version", "1", "tier", "test")))
        .isFalse();
    assertThat(Workloads.selects(set, Map.of("app", "web", "version", "1", "canary", "")))
        .isFalse();
    assertThat(Workloads.selects(set(), Map.of("app", "cache"))).isFalse();
  }

  @Test
  void aServiceWithoutASelectorSelectsNothingAndIsNotLost() {
    assertThat(Workloads.selects(service(Map.of()), set())).isFalse();
    assertThat(Workloads.selectingNothing(List.of(service(Map.of())), List.of(set()))).isEmpty();
  }

  @Test
  void labelsThatTheControllerAddsAreNotAskedForInTheTemplate() {
    Service ofOnePod = service(Map.of("app", "web", "statefulset.kubernetes.io/pod-name", "web-0"));

    assertThat(Workloads.selects(ofOnePod, set())).isTrue();
  }

  @Test
  void aServiceOfAnotherWorkloadIsNotLost() {
    Service cache = service(Map.of("app", "cache"));

    assertThat(Workloads.selectingNothing(List.of(cache), List.of(set()))).containsExactly(cache);
    assertThat(
            Workloads.selectingNothing(
                List.of(cache), List.of(set(), deployment("cache:1", Map.of("app", "cache")))))
        .isEmpty();
  }

  @Test
  void theSameAppIsToldByItsImageOrItsLabels() {
    assertThat(Workloads.areOfTheSameApp(deployment("web:1", Map.of()), set())).isTrue();
    assertThat(Workloads.areOfTheSameApp(deployment("other:1", WEB), set())).isTrue();
    assertThat(Workloads.areOfTheSameApp(deployment("cache:1", Map.of("app", "cache")), set()))
        .isFalse();
  }

  @Test
  void aWorkerBesideTheAppIsNotTheApp() {
    Map<String, String> own = new HashMap<>(WEB);
    own.put("tier", "web");
    StatefulSet web = set();
    web.getSpec().getTemplate().getMetadata().setLabels(own);
    Map<String, String> other = new HashMap<>(WEB);
    other.put("tier", "worker");
    Deployment worker = deployment("web:1", Map.of());
    worker.getSpec().getTemplate().getSpec().getContainers().get(0).setArgs(List.of("worker"));

    assertThat(Workloads.areOfTheSameApp(deployment("other:1", own), web)).isTrue();
    assertThat(Workloads.areOfTheSameApp(deployment("other:1", WEB), web)).isTrue();
    assertThat(Workloads.areOfTheSameApp(deployment("other:1", other), web)).isFalse();
    assertThat(Workloads.areOfTheSameApp(worker, web)).isFalse();
  }

  @Test
  void anAutoscalerOfTheSetOverrulesItsReplicas() {
    assertThat(Autoscalers.fewestPods(set(), List.of())).isEqualTo(2);
    assertThat(Autoscalers.fewestPods(set(), List.of(autoscaler("StatefulSet", "web", 3))))
        .isEqualTo(3);
    assertThat(Autoscalers.fewestPods(set(), List.of(autoscaler("Deployment", "web", 5))))
        .isEqualTo(2);
  }

  private static HorizontalPodAutoscaler autoscaler(String kind, String name, int atLeast) {
    return new HorizontalPodAutoscalerBuilder()
        .withNewSpec()
        .withMinReplicas(atLeast)
        .withNewScaleTargetRef()
        .withKind(kind)
        .withName(name)
        .endScaleTargetRef()
        .endSpec()
        .build();
  }
}
