package io.github.statefulsetlab.cluster;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a Dockerfile may not say, where the engine would do it with this machine's own network. */
final class DockerfileRules {

  private static final Pattern ESCAPE = Pattern.compile("(?im)^#\\s*escape\\s*=\\s*[^\\\\\\s]");
  private static final Pattern ADD = Pattern.compile("(?i)\\s*(ONBUILD\\s+)?ADD\\s(.*)");
  private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:/|git@|[$]");

  private DockerfileRules() {}

  /** What is wrong, as the rest of a sentence with its remedy; empty if nothing is. */
  static Optional<String> offence(String dockerfile) {
    if (ESCAPE.matcher(dockerfile).find()) {
      return Optional.of("sets another escape character. Remove that line.");
    }
    return instructions(dockerfile).stream()
        .map(ADD::matcher)
        .filter(add -> add.matches() && ADDRESS.matcher(add.group(2)).find())
        .map(
            add ->
                "adds an address: ADD %s. Put the file into the folder and COPY it."
                    .formatted(add.group(2).strip()))
        .findFirst();
  }

  /** With the lines of each joined; comments between them are left out, as the engine does. */
  private static List<String> instructions(String dockerfile) {
    String lines =
        dockerfile
            .lines()
            .filter(line -> !line.strip().startsWith("#"))
            .map(String::stripTrailing)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.joining("\n"))
            .replace("\\\n", "");
    return lines.lines().toList();
  }
}
