package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import io.github.statefulsetlab.kube.Containers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * At which ports an app may answer that can't be asked: all where its container declares none; else
 * those that it declares, and those of which anything in the chart speaks beside probes, such as a
 * variable, another container of the pod, a ConfigMap, an annotation or a Service's targetPort. A
 * probe that asks at another port is taken for a mistake.
 */
final class ServedPorts {

  private final boolean declaresNone;
  private final String said;

  private ServedPorts(boolean declaresNone, String said) {
    this.declaresNone = declaresNone;
    this.said = said;
  }

  /** Those of a container of these pods. */
  static ServedPorts of(Manifests manifests, PodTemplateSpec template, Container app) {
    Stream<String> containers =
        Containers.all(template.getSpec())
            .map(ServedPorts::withoutProbes)
            .map(Serialization::asYaml);
    Stream<String> settings =
        manifests.objects().stream().filter(ServedPorts::isSetting).map(Serialization::asYaml);
    Stream<String> targets =
        manifests.of(Service.class).stream()
            .flatMap(
                service -> Stream.ofNullable(service.getSpec().getPorts()).flatMap(List::stream))
            .map(ServedPorts::target);
    String annotations =
        template.getMetadata() == null
            ? ""
            : Serialization.asYaml(
                Objects.requireNonNullElse(template.getMetadata().getAnnotations(), Map.of()));
    return new ServedPorts(
        Stream.ofNullable(app.getPorts()).flatMap(List::stream).findAny().isEmpty(),
        Stream.of(containers, Stream.of(annotations), settings, targets)
            .flatMap(part -> part)
            .collect(Collectors.joining("\n")));
  }

  private static Container withoutProbes(Container container) {
    return new ContainerBuilder(container)
        .withLivenessProbe(null)
        .withReadinessProbe(null)
        .withStartupProbe(null)
        .build();
  }

  /** Whether the app may answer there. */
  boolean mayHave(String number) {
    return declaresNone
        || Pattern.compile("(?<!\\d)" + Pattern.quote(number) + "(?!\\d)").matcher(said).find();
  }

  private static boolean isSetting(HasMetadata object) {
    return object instanceof ConfigMap || object instanceof Secret;
  }

  /** Without a targetPort the Service sends to its own. */
  private static String target(ServicePort port) {
    IntOrString target = port.getTargetPort();
    Object value = target == null ? null : target.getValue();
    return String.valueOf(value == null ? port.getPort() : value);
  }
}
