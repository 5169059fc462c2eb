package io.github.statefulsetlab.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One document of a template as it was written: what is between two lines of {@code ---}.
 *
 * @param first the number of lines of the file before it
 * @param lines its lines
 */
record TemplateDocument(int first, List<String> lines) {

  private static final String SEPARATOR = "---";
  private static final String ACTION = "{{";
  private static final String ACTION_END = "}}";
  private static final Pattern KIND = Pattern.compile("[\"']?kind[\"']?\\s*:.*");
  private static final Pattern METADATA = Pattern.compile("[\"']?metadata[\"']?\\s*:.*");
  private static final Pattern NAME = Pattern.compile("(?:^|[{,])\\s*[\"']?name[\"']?\\s*:");

  private static final Pattern ITEM_NAME =
      Pattern.compile("(?:^\\s*(?:-\\s+)?|[{,]\\s*)[\"']?name[\"']?\\s*:");

  /** The documents of a file. */
  static List<TemplateDocument> of(List<String> lines) {
    List<TemplateDocument> documents = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= lines.size(); i++) {
      if (i == lines.size() || lines.get(i).startsWith(SEPARATOR)) {
        documents.add(new TemplateDocument(from, lines.subList(from, i)));
        from = i;
      }
    }
    return documents;
  }

  /** Whether it says that it makes an object of this kind, or leaves the kind to a value. */
  boolean makes(String kind) {
    return kindLines().anyMatch(i -> isOf(kind, lines.get(i)) || lines.get(i).contains(ACTION));
  }

  /** Whether it says no kind, since a helper writes the whole of it. */
  boolean saysNoKind() {
    return kindLines().findAny().isEmpty() && lines.stream().anyMatch(l -> l.contains("include"));
  }

  /**
   * The number in the file, from 1 on, of the first line about an object of this kind that says
   * this.
   *
   * @param item the name of the list's item that it belongs to, such as a container; empty if any
   */
  OptionalInt line(String kind, Predicate<String> says, Optional<String> item) {
    int from = kindLines().filter(i -> isOf(kind, lines.get(i))).findFirst().orElse(-1);
    boolean ofOneObject = kindLines().count() <= 1;
    List<Integer> found =
        IntStream.concat(
                IntStream.range(from + 1, lines.size()),
                ofOneObject ? IntStream.range(0, from + 1) : IntStream.empty())
            .filter(i -> says.test(lines.get(i)))
            .boxed()
            .toList();
    return item.flatMap(
            name -> found.stream().max(Comparator.comparingInt(i -> likenessOfItem(i, name))))
        .or(() -> found.stream().findFirst())
        .map(i -> OptionalInt.of(first + i + 1))
        .orElseGet(OptionalInt::empty);
  }

  /** As {@link #likeness}, of the name of the list's item that the line belongs to. */
  private int likenessOfItem(int line, String name) {
    int start = startOfItem(line);
    if (start < 0) {
      return -1;
    }
    int left = indent(lines.get(start));
    for (int i = start; i < lines.size(); i++) {
      String text = lines.get(i);
      boolean isNext = i > start && !isBlank(text) && indent(text) <= left;
      if (isNext) {
        return -1;
      }
      Matcher key = ITEM_NAME.matcher(text);
      if (key.find() && (i == start || indent(text) == left + 2)) {
        return likeness(text.substring(key.end()), name);
      }
    }
    return -1;
  }

  /** The line with the dash of the innermost item of a list that has the line; negative if none. */
  private int startOfItem(int line) {
    int left = indent(lines.get(line)) + 1;
    for (int i = line; i >= 0; i--) {
      String text = lines.get(i);
      if (!isBlank(text) && indent(text) < left) {
        if (text.strip().startsWith("- ")) {
          return i;
        }
        left = indent(text);
      }
    }
    return -1;
  }

  private static boolean isBlank(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.startsWith(ACTION);
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }

  /**
   * How many characters of the object's name are written here; negative if its name is another, as
   * far as it is written.
   */
  int likeness(String name) {
    int metadata =
        IntStream.range(0, lines.size())
            .filter(i -> METADATA.matcher(lines.get(i)).matches())
            .findFirst()
            .orElse(0);
    for (String line : lines.subList(metadata, lines.size())) {
      Matcher key = NAME.matcher(line);
      if (key.find()) {
        return likeness(line.substring(key.end()), name);
      }
    }
    return 0;
  }

  private static int likeness(String value, String name) {
    List<String> written = written(value);
    return matches(written, name) ? written.stream().mapToInt(String::length).sum() : -1;
  }

  /** The pieces of a value that are written, with an action of the template between any two. */
  private static List<String> written(String value) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    String rest = value.strip();
    int i = rest.startsWith("\"") || rest.startsWith("'") ? 1 : 0;
    while (i < rest.length()) {
      int end = rest.startsWith(ACTION, i) ? rest.indexOf(ACTION_END, i) : -1;
      if (end >= 0) {
        pieces.add(piece.toString());
        piece.setLength(0);
        i = end + ACTION_END.length();
      } else if (" \t,}\"'#".indexOf(rest.charAt(i)) >= 0) {
        break;
      } else {
        piece.append(rest.charAt(i));
        i++;
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static boolean matches(List<String> pieces, String name) {
    String first = pieces.get(0);
    String last = pieces.get(pieces.size() - 1);
    if (pieces.size() == 1) {
      return name.equals(first);
    }
    int at = first.length();
    if (!name.startsWith(first)) {
      return false;
    }
    for (String piece : pieces.subList(1, pieces.size() - 1)) {
      int found = name.indexOf(piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
    }
    return name.length() - last.length() >= at && name.endsWith(last);
  }

  /** Those of the object itself: what it refers to has a kind, too, further to the right. */
  private Stream<Integer> kindLines() {
    return IntStream.range(0, lines.size())
        .filter(i -> KIND.matcher(lines.get(i)).matches())
        .boxed();
  }

  private static boolean isOf(String kind, String line) {
    String value = line.substring(line.indexOf(':') + 1).replaceFirst("\\s#.*$", "").strip();
    return value.equals(kind) || value.equals('"' + kind + '"') || value.equals("'" + kind + "'");
  }
}
