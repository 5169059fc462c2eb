package io.github.statefulsetlab.grading.format.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What GitHub's runner makes of what a step prints.
 *
 * @see <a
 *     href="https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs">ActionCommand.cs</a>
 */
public final class WorkflowCommands {

  private static final int SHOWN = 10;
  private static final Pattern COMMAND = Pattern.compile("^\\s*::([\\w-]+)(?: ([^:]*))?::(.*)$");

  private WorkflowCommands() {}

  /** One command. */
  public record Command(String name, Map<String, String> properties, String data) {}

  /** The commands of all lines, the eleventh of a kind and later ones dropped. */
  public static List<Command> shown(String printed) {
    List<Command> commands = new ArrayList<>();
    Map<String, Integer> seen = new TreeMap<>();
    for (String line : printed.split("\\R")) {
      Matcher command = COMMAND.matcher(line);
      if (command.find() && seen.merge(command.group(1), 1, Integer::sum) <= SHOWN) {
        commands.add(
            new Command(
                command.group(1), properties(command.group(2)), unescaped(command.group(3))));
      }
    }
    return commands;
  }

  private static Map<String, String> properties(String list) {
    Map<String, String> properties = new TreeMap<>();
    for (String property : list == null ? new String[0] : list.split(",")) {
      String[] parts = property.split("=", 2);
      properties.put(parts[0].strip(), parts.length < 2 ? "" : unescaped(parts[1]));
    }
    return properties;
  }

  private static String unescaped(String text) {
    return text.replace("%0D", "\r")
        .replace("%0A", "\n")
        .replace("%3A", ":")
        .replace("%2C", ",")
        .replace("%25", "%");
  }
}
