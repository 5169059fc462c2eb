package io.github.statefulsetlab.submission;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Folders by role, as {@code --further-chart bonus=../bonus-app} gives them. */
public final class RolePaths {

  private RolePaths() {}

  /**
   * Reads them.
   *
   * @param words each a role, an equals sign and a path
   * @param malformed what is thrown for a word that is something else
   * @param twice what is thrown for a role that is given twice
   */
  public static Map<String, Path> of(
      List<String> words,
      Function<String, ? extends RuntimeException> malformed,
      Function<String, ? extends RuntimeException> twice) {
    Map<String, Path> paths = new TreeMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1 || equals == word.length() - 1) {
        throw malformed.apply(word);
      }
      String role = word.substring(0, equals);
      if (paths.put(role, Path.of(word.substring(equals + 1))) != null) {
        throw twice.apply(role);
      }
    }
    return paths;
  }
}
