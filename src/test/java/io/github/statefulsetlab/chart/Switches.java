package io.github.statefulsetlab.chart;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values that switch a chart's StatefulSets on, as far as its templates tell: the conditions
 * around {@code kind: StatefulSet}, and values that the kind is taken from.
 */
final class Switches {

  private static final String STATEFUL_SET = "StatefulSet";

  /** An action, or the line that says which kind of object the template makes. */
  private static final Pattern PIECE =
      Pattern.compile(
          "\\{\\{-?\\s*+(?<action>(?:if|else if|else|with|range|define|block|end)\\b[^{}]*+)}}"
              + "|(?m:^kind:[ \\t]*+(?<kind>[^\\n]*+))");

  /** Of blocks one in another, and of lines that name a kind: no chart has as many. */
  private static final int MOST = 100;

  private static final Pattern MADE = Pattern.compile("[\"']?StatefulSet[\"']?\\s*(#.*)?");
  private static final Pattern COMPUTED =
      Pattern.compile("[\"']?\\{\\{-?(?<expression>[^}]*?)-?}}.*");
  private static final Pattern DEFINE =
      Pattern.compile("\\{\\{-?\\s*+define\\s++\"(?<name>[^\"]++)\"\\s*+-?}}");

  /** The end of a named template: nothing but another one, a comment or nothing follows. */
  private static final Pattern END_OF_DEFINE =
      Pattern.compile("\\{\\{-?\\s*+end\\s*+-?}}\\s*+(?=\\{\\{-?\\s*+(?:define|/\\*)|\\z)");

  private final Map<String, String> helpers = new LinkedHashMap<>();
  private final Set<List<String>> found = new LinkedHashSet<>();

  private Switches() {}

  /**
   * What to give with {@code --set}, a list for each StatefulSet that is written in the templates.
   *
   * @param templates their texts
   */
  static List<List<String>> of(List<String> templates) {
    Switches switches = new Switches();
    templates.forEach(switches::define);
    templates.forEach(switches::search);
    return List.copyOf(switches.found);
  }

  /** Goes through the text once, whatever it says. */
  private void define(String template) {
    Matcher define = DEFINE.matcher(template);
    Matcher end = END_OF_DEFINE.matcher(template);
    int from = 0;
    while (define.find(from) && end.find(define.end())) {
      helpers.put(define.group("name"), template.substring(define.end(), end.start()));
      from = end.end();
    }
  }

  private void search(String template) {
    Deque<Block> open = new ArrayDeque<>();
    Matcher piece = PIECE.matcher(template);
    int kinds = 0;
    while (piece.find() && open.size() < MOST && kinds < MOST) {
      String action = piece.group("action");
      if (action != null) {
        enter(open, untrimmed(action));
      } else {
        kinds++;
        kind(piece.group("kind").strip(), open);
      }
    }
  }

  /** The action without the mark that takes the white space after it away. */
  private static String untrimmed(String action) {
    return (action.endsWith("-") ? action.substring(0, action.length() - 1) : action).strip();
  }

  private static void enter(Deque<Block> open, String action) {
    if (action.equals("end")) {
      open.pollLast();
    } else if (action.startsWith("else")) {
      Optional.ofNullable(open.pollLast())
          .ifPresent(
              block -> open.addLast(block.otherwise(action.replaceFirst("^else( if)?", ""))));
    } else if (action.startsWith("if")) {
      open.addLast(new Block(List.of(), action.substring("if".length()).strip()));
    } else {
      open.addLast(new Block(List.of(), ""));
    }
  }

  /**
   * A block that is open.
   *
   * @param refused the conditions of the branches before this one
   * @param condition its own; empty for a branch or block that has none
   */
  private record Block(List<String> refused, String condition) {

    Block otherwise(String next) {
      List<String> all = new ArrayList<>(refused.subList(0, Math.min(MOST, refused.size())));
      all.add(condition);
      return new Block(all, next.strip());
    }
  }

  private void kind(String value, Deque<Block> open) {
    Map<String, String> values = new LinkedHashMap<>();
    Matcher computed = COMPUTED.matcher(value);
    if (computed.matches()) {
      Condition.read(computed.group("expression"), helpers)
          .path()
          .ifPresent(path -> values.put(path, STATEFUL_SET));
      if (values.isEmpty()) {
        return;
      }
    } else if (!MADE.matcher(value).matches()) {
      return;
    }
    for (Block block : open) {
      block.refused().forEach(text -> Condition.read(text, helpers).put(false, values));
      Condition.read(block.condition(), helpers).put(true, values);
    }
    if (!values.isEmpty()) {
      found.add(
          values.entrySet().stream()
              .map(entry -> entry.getKey() + "=" + entry.getValue())
              .collect(Collectors.toUnmodifiableList()));
    }
  }
}
