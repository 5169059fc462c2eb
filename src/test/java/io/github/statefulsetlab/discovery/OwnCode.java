package io.github.statefulsetlab.discovery;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keeps the bundled counter, where it stands in for an app, to its own code: whatever would make
 * its Java runtime or the loader of programs run somebody else's is left out.
 */
final class OwnCode {

  /** Variables that runtime and loader obey. */
  private static final Pattern OBEYED =
      Pattern.compile("_?JAVA_.*|JDK_.*|LD_.*|CLASSPATH|PATH|GCONV_PATH|GLIBC_TUNABLES");

  /** Those by which code is loaded; they may come from a ConfigMap or a Secret as well. */
  private static final List<String> LOADING =
      List.of(
          "JAVA_TOOL_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "_JAVA_OPTIONS",
          "LD_PRELOAD",
          "LD_LIBRARY_PATH",
          "LD_AUDIT",
          "GCONV_PATH",
          "CLASSPATH");

  /** Where the image keeps its runtime, its libraries and its classes. */
  private static final Pattern PLACES =
      Pattern.compile(
          "/(?:statefulset-lab|opt/java|usr/java|etc/ld[^/]*|(?:usr/)?(?:local/)?lib(?:32|64|x32)?)/.*");

  /** Folders in which a volume could hold files of the same names as one of those. */
  private static final Set<String> AROUND = Set.of("/", "/etc/", "/usr/", "/usr/local/");

  private OwnCode() {}

  /**
   * Leaves out what would load other code.
   *
   * @param app the container that the counter runs in; changed
   * @return what was left out, a phrase each
   */
  static List<String> keep(Container app) {
    List<String> changes = new ArrayList<>();
    List<EnvVar> variables = new ArrayList<>(Objects.requireNonNullElse(app.getEnv(), List.of()));
    for (EnvVar variable : List.copyOf(variables)) {
      if (OBEYED.matcher(variable.getName().toUpperCase(Locale.ROOT)).matches()) {
        variables.remove(variable);
        changes.add(
            "variable %s of container %s left out".formatted(variable.getName(), app.getName()));
      }
    }
    if (app.getEnvFrom() != null && !app.getEnvFrom().isEmpty()) {
      LOADING.forEach(name -> variables.add(new EnvVarBuilder().withName(name).build()));
    }
    app.setEnv(variables);
    List<VolumeMount> foreign =
        Stream.ofNullable(app.getVolumeMounts())
            .flatMap(List::stream)
            .filter(OwnCode::hidesTheImage)
            .toList();
    if (!foreign.isEmpty()) {
      List<VolumeMount> mounts = new ArrayList<>(app.getVolumeMounts());
      mounts.removeAll(foreign);
      app.setVolumeMounts(mounts);
      foreign.forEach(
          mount ->
              changes.add(
                  "mount %s of container %s left out"
                      .formatted(mount.getMountPath(), app.getName())));
    }
    return changes;
  }

  private static boolean hidesTheImage(VolumeMount mount) {
    String path = normalised(mount.getMountPath());
    return AROUND.contains(path) || PLACES.matcher(path).matches();
  }

  /** Without dots, from the root, and with a slash at the end. */
  private static String normalised(String path) {
    Deque<String> names = new ArrayDeque<>();
    for (String name : path.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return names.isEmpty() ? "/" : "/" + String.join("/", names) + "/";
  }
}
