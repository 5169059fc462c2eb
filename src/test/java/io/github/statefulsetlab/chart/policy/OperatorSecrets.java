package io.github.statefulsetlab.chart.policy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapVolumeSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.kube.Containers;
import io.github.statefulsetlab.kube.ObjectNames;
import io.github.statefulsetlab.kube.Workloads;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Secrets and ConfigMaps that pods of a chart ask for, and that an operator would make of a custom
 * resource of the chart, such as an ExternalSecret, a SealedSecret or a Certificate. In a lab,
 * which has no operators, nothing makes them, and that is not the chart's mistake.
 */
final class OperatorSecrets {

  /** Groups whose objects read Secrets, if anything, and make none. */
  private static final Set<String> READERS =
      Set.of(
          "argoproj.io",
          "gateway.networking.k8s.io",
          "keda.sh",
          "monitoring.coreos.com",
          "networking.istio.io",
          "security.istio.io",
          "traefik.containo.us",
          "traefik.io");

  private final List<HasMetadata> makers;
  private final Set<String> made;
  private final Set<String> found = new TreeSet<>();

  private OperatorSecrets(List<HasMetadata> objects, List<HasMetadata> custom) {
    this.makers =
        custom.stream()
            .filter(object -> object.getMetadata() != null)
            .filter(object -> !READERS.contains(AllowedKind.group(object.getApiVersion())))
            .toList();
    this.made =
        objects.stream()
            .filter(object -> object instanceof Secret || object instanceof ConfigMap)
            .map(ObjectNames::of)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Lets pods start without them; empty where there are none.
   *
   * @param objects all that the chart renders
   * @param custom those of them that are custom resources
   */
  static Optional<Patch> madeOptional(List<HasMetadata> objects, List<HasMetadata> custom) {
    OperatorSecrets secrets = new OperatorSecrets(objects, custom);
    if (secrets.makers.isEmpty()) {
      return Optional.empty();
    }
    secrets.makeOptional(objects.stream().map(Serialization::clone).toList());
    return secrets.found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Patch(
                "made optional for pods, because a lab has no operator that would make it of a custom resource: "
                    + String.join(", ", secrets.found),
                secrets::makeOptional));
  }

  private List<HasMetadata> makeOptional(List<HasMetadata> objects) {
    objects.stream()
        .flatMap(object -> Workloads.podSpec(object).stream())
        .forEach(this::makeOptional);
    return objects;
  }

  private void makeOptional(PodSpec pod) {
    Containers.all(pod).forEach(this::variables);
    Stream.ofNullable(pod.getVolumes()).flatMap(List::stream).forEach(this::volume);
  }

  private void variables(Container container) {
    Stream.ofNullable(container.getEnvFrom()).flatMap(List::stream).forEach(this::allOf);
    Stream.ofNullable(container.getEnv())
        .flatMap(List::stream)
        .flatMap(variable -> Stream.ofNullable(variable.getValueFrom()))
        .forEach(this::oneOf);
  }

  private void allOf(EnvFromSource source) {
    secret(source.getSecretRef(), ref -> ref.getName(), ref -> ref.setOptional(true));
    configMap(source.getConfigMapRef(), ref -> ref.getName(), ref -> ref.setOptional(true));
  }

  private void oneOf(EnvVarSource source) {
    secret(source.getSecretKeyRef(), ref -> ref.getName(), ref -> ref.setOptional(true));
    configMap(source.getConfigMapKeyRef(), ref -> ref.getName(), ref -> ref.setOptional(true));
  }

  private void volume(Volume volume) {
    secret(
        volume.getSecret(), SecretVolumeSource::getSecretName, source -> source.setOptional(true));
    configMap(
        volume.getConfigMap(), ConfigMapVolumeSource::getName, source -> source.setOptional(true));
    Stream.ofNullable(volume.getProjected())
        .flatMap(projected -> Stream.ofNullable(projected.getSources()))
        .flatMap(List::stream)
        .forEach(this::projection);
  }

  private void projection(VolumeProjection source) {
    secret(source.getSecret(), of -> of.getName(), of -> of.setOptional(true));
    configMap(source.getConfigMap(), of -> of.getName(), of -> of.setOptional(true));
  }

  private interface Name<T> {
    @Nullable String of(T reference);
  }

  private <T> void secret(@Nullable T reference, Name<T> name, Consumer<T> makeOptional) {
    refer("Secret", reference, name, makeOptional);
  }

  private <T> void configMap(@Nullable T reference, Name<T> name, Consumer<T> makeOptional) {
    refer("ConfigMap", reference, name, makeOptional);
  }

  private <T> void refer(
      String kind, @Nullable T reference, Name<T> name, Consumer<T> makeOptional) {
    String named = reference == null ? null : name.of(reference);
    if (named != null && !made.contains(kind + "/" + named) && isPromised(named)) {
      makeOptional.accept(reference);
      found.add(kind + " " + named);
    }
  }

  /** By the name of the custom resource, by one that begins with it, or by one that it tells. */
  private boolean isPromised(String name) {
    return makers.stream()
        .anyMatch(
            maker ->
                name.equals(maker.getMetadata().getName())
                    || name.startsWith(maker.getMetadata().getName() + "-")
                    || tells(Serialization.jsonMapper().valueToTree(maker), name));
  }

  private static boolean tells(JsonNode node, String name) {
    if (node.isString()) {
      return node.stringValue().equals(name);
    }
    for (JsonNode child : node) {
      if (tells(child, name)) {
        return true;
      }
    }
    return false;
  }
}
