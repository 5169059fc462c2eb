package io.github.statefulsetlab.installation;

import io.github.statefulsetlab.chart.Manifests;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What Helm says of a chart that it could not install, as a sentence for its author. */
final class InstallRefusal {

  /** How Helm begins a list of problems, of which there is mostly one. */
  private static final Pattern LIST = Pattern.compile("\\d+ errors? occurred:\\s*");

  private static final Pattern BULLET = Pattern.compile("(?m)^\\s*\\* ");

  private static final Pattern TAKEN =
      Pattern.compile("([a-z]+)(?:\\.\\S+)? \"([^\"]+)\" already exists");

  private InstallRefusal() {}

  /**
   * What is wrong, and what to change where that is known.
   *
   * @param said Helm's own words
   * @param manifests what was to be installed
   */
  static String told(String said, Manifests manifests) {
    String plain = BULLET.matcher(LIST.matcher(said).replaceAll("")).replaceAll("").strip();
    return "The chart does not install: "
        + plain
        + twice(plain, manifests).map(remedy -> "\n" + remedy).orElse("");
  }

  /** A namespace of a lab's own is empty before, so that whoever has the name is of the chart. */
  private static Optional<String> twice(String said, Manifests manifests) {
    Matcher taken = TAKEN.matcher(said);
    if (!taken.find()) {
      return Optional.empty();
    }
    String name = taken.group(2);
    return manifests.objects().stream()
        .filter(object -> !Manifests.isHook(object))
        .filter(object -> name.equals(object.getMetadata().getName()))
        .filter(object -> isPlural(taken.group(1), object.getKind()))
        .collect(Collectors.groupingBy(object -> object.getKind(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(kind -> kind.getValue() > 1)
        .map(
            kind ->
                "%d objects of the chart are a %s of the name %s, and a namespace has room for one. Give each a name of its own under metadata.name, or remove what is there twice."
                    .formatted(kind.getValue(), kind.getKey(), name))
        .findFirst();
  }

  private static boolean isPlural(String plural, String kind) {
    String singular = kind.toLowerCase(Locale.ROOT);
    return plural.equals(singular + "s")
        || plural.equals(singular + "es")
        || plural.equals(singular.replaceFirst("y$", "ies"))
        || plural.equals(singular);
  }
}
