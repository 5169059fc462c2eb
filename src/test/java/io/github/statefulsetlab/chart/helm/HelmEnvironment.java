package io.github.statefulsetlab.chart.helm;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The environment variables of a process that runs Helm: a few that programs need to start, and
 * none by which a cluster, a credential or a setting of this user's could be found.
 */
final class HelmEnvironment {

  private static final Set<String> KEPT =
      Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "SYSTEMROOT", "DYLD_LIBRARY_PATH");
  private static final Set<String> PROXIES = Set.of("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  private HelmEnvironment() {}

  /** Replaces the variables that a process would inherit. */
  static void replace(Map<String, String> environment, HelmTask task, Path folder) {
    Map<String, String> own = of(Map.copyOf(environment), task, folder);
    environment.clear();
    environment.putAll(own);
  }

  static Map<String, String> of(Map<String, String> inherited, HelmTask task, Path folder) {
    Map<String, String> own = new HashMap<>();
    inherited.forEach(
        (name, value) -> {
          String upper = name.toUpperCase(Locale.ROOT);
          if (KEPT.contains(upper) || (task == HelmTask.INSTALL && PROXIES.contains(upper))) {
            own.put(name, value);
          }
        });
    own.put("HOME", charts(folder).toString());
    own.put("TMPDIR", charts(folder).toString());
    own.put("KUBECONFIG", kubeConfig(folder).toString());
    // One malloc arena a thread would use up the address space.
    own.put("MALLOC_ARENA_MAX", "2");
    return own;
  }

  /** Where Helm's library is unpacked. */
  static Path library(Path folder) {
    return folder.resolve("library");
  }

  /** Where the charts lie: all that a process that renders can see. */
  static Path charts(Path folder) {
    return folder.resolve("charts");
  }

  /** The only kubeconfig that Helm finds by itself; there is none for a process that installs. */
  static Path kubeConfig(Path folder) {
    return charts(folder).resolve("kubeconfig");
  }
}
