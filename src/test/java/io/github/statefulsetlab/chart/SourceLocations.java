package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.statefulsetlab.kube.ObjectNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which template each rendered object came from, as the comments say that {@code helm template}
 * writes above it.
 */
public final class SourceLocations {

  private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: [^/\\s]+/(\\S+)");

  private final TemplateFiles files;

  /** The objects of each template, in the order in which it renders them. */
  private final Map<String, List<HasMetadata>> rendered;

  private SourceLocations(TemplateFiles files, Map<String, List<HasMetadata>> rendered) {
    this.files = files;
    this.rendered = rendered;
  }

  public static SourceLocations of(TemplateFiles files, String rendered) {
    Map<String, List<HasMetadata>> objects = new LinkedHashMap<>();
    for (String document : Manifests.documents(rendered)) {
      Matcher source = SOURCE.matcher(document);
      if (source.find()) {
        objects
            .computeIfAbsent(source.group(1), template -> new ArrayList<>())
            .addAll(Manifests.parse(document).objects());
      }
    }
    return new SourceLocations(files, objects);
  }

  /**
   * Where the field of the object is written, as in {@code templates/statefulset.yaml:12
   * (.Values.replicaCount)}; only the template where the line can't be found, and the object's kind
   * and name where not even that is known.
   */
  public String of(HasMetadata object, String field) {
    return of(object, field, Optional.empty());
  }

  /** The same of a field of one of its containers. */
  public String of(HasMetadata object, String field, String container) {
    return of(object, field, Optional.of(container));
  }

  private String of(HasMetadata object, String field, Optional<String> container) {
    return rendered.entrySet().stream()
        .filter(template -> keys(template.getValue()).contains(key(object)))
        .findFirst()
        .map(template -> place(template.getKey(), template.getValue(), object, field, container))
        .orElseGet(() -> key(object));
  }

  private String place(
      String template,
      List<HasMetadata> rendered,
      HasMetadata object,
      String field,
      Optional<String> container) {
    List<HasMetadata> ofKind =
        rendered.stream().filter(other -> other.getKind().equals(object.getKind())).toList();
    return files
        .line(template, object, keys(ofKind).indexOf(key(object)), ofKind.size(), field, container)
        .orElse(template);
  }

  private static List<String> keys(List<HasMetadata> objects) {
    return objects.stream().map(SourceLocations::key).toList();
  }

  private static String key(HasMetadata object) {
    return ObjectNames.of(object);
  }
}
