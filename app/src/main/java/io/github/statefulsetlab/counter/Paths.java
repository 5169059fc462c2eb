package io.github.statefulsetlab.counter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Under which paths the pages are. Another app's clients and probes find what they ask for when the
 * counter runs in its place.
 *
 * @param visit the page that counts
 * @param count the page that tells the count
 * @param liveness pages that tell whether the app is alive
 * @param readiness pages that tell whether it can serve
 * @param startup pages that tell whether it has started
 */
record Paths(
    String visit,
    String count,
    List<String> liveness,
    List<String> readiness,
    List<String> startup) {

  /**
   * Reads and checks the environment.
   *
   * @throws BadConfig naming the variable, its value and the remedy
   */
  static Paths from(Map<String, String> env) {
    Map<String, String> taken = new HashMap<>(Map.of("/metrics", "the metrics"));
    return new Paths(
        one(env, "VISIT_PATH", "/", taken),
        one(env, "COUNT_PATH", "/visits", taken),
        several(env, "LIVENESS_PATHS", "/healthz", taken),
        several(env, "READINESS_PATHS", "/readyz", taken),
        several(env, "STARTUP_PATHS", "/startupz", taken));
  }

  private static String one(
      Map<String, String> env, String name, String otherwise, Map<String, String> taken) {
    String value = env.getOrDefault(name, "").strip();
    String path = value.isEmpty() ? otherwise : value;
    check(name, path, path, taken);
    return path;
  }

  private static List<String> several(
      Map<String, String> env, String name, String otherwise, Map<String, String> taken) {
    String value = env.getOrDefault(name, "").strip();
    String chosen = value.isEmpty() ? otherwise : value;
    List<String> paths = Arrays.stream(chosen.split(",")).map(String::strip).toList();
    paths.forEach(path -> check(name, chosen, path, taken));
    return paths;
  }

  private static void check(String name, String value, String path, Map<String, String> taken) {
    if (!path.matches("/[!-~&&[^?#,]]*") || path.startsWith(FaultPages.ROOT)) {
      throw new BadConfig(name, value, "a path begins with /, and /faults is the app's own");
    }
    String other = taken.putIfAbsent(path, name);
    if (other != null) {
      throw new BadConfig(name, value, path + " is taken by " + other + " already; choose another");
    }
  }
}
