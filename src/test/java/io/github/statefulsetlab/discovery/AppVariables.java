package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an app is told by its container: variables, those from the chart's ConfigMaps among them,
 * and options of its command line. What only a running pod knows is left out.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">Dependent
 *     environment variables</a>
 */
final class AppVariables {

  /** {@code --visits-file=/data/visits.txt}, {@code --port 8080}, {@code PORT=8080} in a script. */
  private static final Pattern OPTION =
      Pattern.compile(
          "(?<![\\w/])(?:--?([A-Za-z][\\w-]*)(?:=|\\s+(?!-))|([A-Z][A-Z0-9_]*)=)(\\S+)");

  /** {@code $(NAME)} of Kubernetes, and of a shell <code>${NAME}</code> and {@code $NAME}. */
  private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\((\\w+)\\)|\\{(\\w+)}|(\\w+))");

  private static final String AROUND = "[\"']|[;&]+$";

  private final List<ConfigMap> configMaps;

  /** With these ConfigMaps beside the pods. */
  AppVariables(List<ConfigMap> configMaps) {
    this.configMaps = List.copyOf(configMaps);
  }

  /**
   * A variable or an option.
   *
   * @param name as the container has it; of an option without its dashes
   */
  record Setting(String name, String value) {}

  /** Those of a container: its own variables first, options of its command line last. */
  List<Setting> of(Container container) {
    Map<String, String> variables = variables(container);
    return Stream.concat(
            variables.entrySet().stream().map(e -> new Setting(e.getKey(), e.getValue())),
            options(container, variables))
        .toList();
  }

  /** A container's own variables come before those of ConfigMaps, of which the last one counts. */
  private Map<String, String> variables(Container container) {
    Map<String, String> shared = new LinkedHashMap<>();
    Stream.ofNullable(container.getEnvFrom())
        .flatMap(List::stream)
        .forEach(source -> shared.putAll(from(source)));
    Map<String, String> known = new LinkedHashMap<>(shared);
    Map<String, String> own = new LinkedHashMap<>();
    Stream.ofNullable(container.getEnv())
        .flatMap(List::stream)
        .forEach(
            variable -> {
              known.remove(variable.getName());
              own.remove(variable.getName());
              value(variable)
                  .map(value -> expanded(value, known))
                  .ifPresent(
                      value -> {
                        known.put(variable.getName(), value);
                        own.put(variable.getName(), value);
                      });
            });
    known.forEach(own::putIfAbsent);
    return own;
  }

  private Map<String, String> from(EnvFromSource source) {
    String prefix = Objects.requireNonNullElse(source.getPrefix(), "");
    Map<String, String> found = new LinkedHashMap<>();
    Optional.ofNullable(source.getConfigMapRef())
        .map(ConfigMapEnvSource::getName)
        .map(this::data)
        .ifPresent(data -> data.forEach((key, value) -> found.put(prefix + key, value)));
    return found;
  }

  private Optional<String> value(EnvVar variable) {
    return Optional.ofNullable(variable.getValue())
        .or(
            () ->
                Optional.ofNullable(variable.getValueFrom())
                    .map(EnvVarSource::getConfigMapKeyRef)
                    .flatMap(this::value));
  }

  private Optional<String> value(ConfigMapKeySelector selector) {
    return selector.getName() == null || selector.getKey() == null
        ? Optional.empty()
        : Optional.ofNullable(data(selector.getName()).get(selector.getKey()));
  }

  private Map<String, String> data(String configMap) {
    return configMaps.stream()
        .filter(map -> configMap.equals(map.getMetadata().getName()))
        .map(ConfigMap::getData)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(Map.of());
  }

  private static Stream<Setting> options(Container container, Map<String, String> variables) {
    String line =
        String.join(
            " ",
            Stream.of(container.getCommand(), container.getArgs())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList());
    return OPTION
        .matcher(line)
        .results()
        .map(
            found ->
                new Setting(
                    Objects.requireNonNullElseGet(found.group(1), () -> found.group(2)),
                    expanded(found.group(3).replaceAll(AROUND, ""), variables)));
  }

  /** What is not known stays as it is written, as Kubernetes leaves it. */
  private static String expanded(String text, Map<String, String> known) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            reference ->
                Matcher.quoteReplacement(
                    Stream.of(reference.group(1), reference.group(2), reference.group(3))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(known::get)
                        .orElse(reference.group())));
  }
}
