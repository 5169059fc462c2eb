package io.github.statefulsetlab.report.command;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.github.statefulsetlab.chart.Manifests;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What differs between two renderings of a chart, object by object. */
final class ManifestDiff {

  private static final int CONTEXT = 2;

  private ManifestDiff() {}

  /** A heading for each object that differs, and the lines that do; none where none does. */
  static List<String> between(Manifests before, Manifests after) {
    Map<String, List<String>> old = byName(before);
    Map<String, List<String>> now = byName(after);
    Set<String> names = new LinkedHashSet<>(old.keySet());
    names.addAll(now.keySet());
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      List<String> diff =
          LineDiff.between(
              old.getOrDefault(name, List.of()), now.getOrDefault(name, List.of()), CONTEXT);
      if (!diff.isEmpty()) {
        String is = !old.containsKey(name) ? " is new" : now.containsKey(name) ? "" : " is gone";
        lines.add(name + is);
        diff.forEach(line -> lines.add("  " + line));
      }
    }
    return lines;
  }

  private static Map<String, List<String>> byName(Manifests manifests) {
    Map<String, List<String>> objects = new LinkedHashMap<>();
    for (HasMetadata object : manifests.objects()) {
      objects.put(
          object.getKind() + " " + object.getMetadata().getName(),
          Serialization.asYaml(object).lines().filter(line -> !line.equals("---")).toList());
    }
    return objects;
  }
}
