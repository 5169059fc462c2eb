package io.github.statefulsetlab.report.page;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * Who started the run, and from where.
 *
 * @param folder the absolute path of the folder that they were in, which paths are told from
 * @param lab what they called the launcher, such as {@code ./lab}
 */
public record Caller(Path folder, String lab) {

  private static final String LAB = "./lab";

  /** Reads {@code lab.called-from} and {@code lab.called-as}, which the launcher says. */
  public static Caller of(Properties properties) {
    String lab = properties.getProperty("lab.called-as", LAB);
    return new Caller(
        Path.of(properties.getProperty("lab.called-from", "")).toAbsolutePath().normalize(),
        lab.contains("/") ? lab : LAB);
  }

  /** The path as they can open it: relative where it lies below their folder. */
  public String shown(Path path) {
    return below(path).orElseGet(() -> whole(path).toString());
  }

  /** The path from their folder, which says nothing of the machine; empty if it lies elsewhere. */
  Optional<String> below(Path path) {
    return Optional.of(whole(path))
        .filter(whole -> whole.startsWith(folder))
        .map(whole -> folder.relativize(whole).toString())
        .map(Caller::asArgument);
  }

  /** What they called the launcher, if that says nothing of the machine. */
  String portableLab() {
    return lab.startsWith("/") ? LAB : lab;
  }

  /** What begins with a dash would be taken for an option. */
  private static String asArgument(String relative) {
    if (relative.isEmpty()) {
      return ".";
    }
    return relative.startsWith("-") ? "./" + relative : relative;
  }

  private static Path whole(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
