package io.github.statefulsetlab.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.github.statefulsetlab.kube.ObjectNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which template each rendered object came from, as the comments say that {@code helm template}
 * writes above it.
 */
public final class SourceLocations {

  private static final Pattern SOURCE = Pattern.compile("(?m)^# Source: [^/\\s]+/(\\S+)");

  private final TemplateFiles files;
  private final Map<String, String> templates;

  private SourceLocations(TemplateFiles files, Map<String, String> templates) {
    this.files = files;
    this.templates = templates;
  }

  public static SourceLocations of(TemplateFiles files, String rendered) {
    Map<String, String> templates = new HashMap<>();
    for (String document : Manifests.documents(rendered)) {
      Matcher source = SOURCE.matcher(document);
      if (source.find()) {
        List<HasMetadata> objects = Manifests.parse(document).objects();
        objects.forEach(object -> templates.putIfAbsent(key(object), source.group(1)));
      }
    }
    return new SourceLocations(files, templates);
  }

  /**
   * Where the field of the object is written, as in {@code templates/statefulset.yaml:12
   * (.Values.replicaCount)}; only the template where the line can't be found, and the object's kind
   * and name where not even that is known.
   */
  public String of(HasMetadata object, String field) {
    String template = templates.get(key(object));
    return template == null
        ? key(object)
        : files.line(template, object.getKind(), field).orElse(template);
  }

  private static String key(HasMetadata object) {
    return ObjectNames.of(object);
  }
}
