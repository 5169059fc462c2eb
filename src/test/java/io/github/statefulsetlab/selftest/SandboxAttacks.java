package io.github.statefulsetlab.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fabric8.kubernetes.client.utils.Utils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is tried in a namespace of the lab's. */
final class SandboxAttacks {

  private static final int FORBIDDEN = 403;

  private SandboxAttacks() {}

  /**
   * Something to be created that must be refused.
   *
   * @param refusal a piece of what the API server says
   */
  record Attack(String what, String yaml, String refusal) {

    @Override
    public String toString() {
      return what;
    }
  }

  static Attack pod(String what, String spec, String container, String refusal) {
    return new Attack(
        what,
        "{apiVersion: v1, kind: Pod, metadata: {name: x}, spec: {%s%scontainers: [{name: c, image: c%s%s}]}}"
            .formatted(
                spec, spec.isEmpty() ? "" : ", ", container.isEmpty() ? "" : ", ", container),
        refusal);
  }

  static String service(String name, String type) {
    return "{apiVersion: v1, kind: Service, metadata: {name: %s}, spec: {type: %s, ports: [{port: 80}]}}"
        .formatted(name, type);
  }

  static String idle(String name) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {schedulerName: nobody, containers: [{name: c, image: c}]}}"
        .formatted(name);
  }

  static HasMetadata dryRun(KubernetesClient as, String yaml, String namespace) {
    return as.resource(read(yaml, namespace)).dryRun().create();
  }

  static void create(KubernetesClient as, String yaml, String namespace) {
    as.resource(read(yaml, namespace)).create();
  }

  /** In that namespace, unless it names another one or belongs to none. */
  static HasMetadata read(String yaml, String namespace) {
    HasMetadata object = Serialization.unmarshal("# YAML\n" + yaml);
    boolean belongs = Utils.isResourceNamespaced(object.getClass());
    if (belongs
        && !(object instanceof GenericKubernetesResource)
        && object.getMetadata().getNamespace() == null) {
      object.getMetadata().setNamespace(namespace);
    }
    return object;
  }

  static void assertRefused(ThrowingCallable attempt, String words) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(attempt)
        .satisfies(
            refusal -> {
              assertThat(refusal.getCode()).as(refusal.getMessage()).isEqualTo(FORBIDDEN);
              assertThat(refusal.getMessage()).contains(words);
            });
  }
}
