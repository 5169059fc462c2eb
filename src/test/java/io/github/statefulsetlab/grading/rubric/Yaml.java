package io.github.statefulsetlab.grading.rubric;

import io.github.statefulsetlab.support.Nearest;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A value of a YAML file that knows where it stands, so that what is wrong names its place. */
final class Yaml {

  private static final int LONGEST = 200;
  private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

  private final String file;
  private final Node node;

  private Yaml(String file, Node node) {
    this.file = file;
    this.node = node;
  }

  /**
   * The document in a file.
   *
   * @throws RubricException if it is not YAML or is empty
   */
  static Yaml read(String file, String text) {
    try {
      require(file, YamlLimits.tooDeep(text));
      Node root = new org.yaml.snakeyaml.Yaml(YamlLimits.options()).compose(new StringReader(text));
      if (root == null) {
        throw new RubricException(file + ":1:1: the file is empty. Start with \"id:\".");
      }
      require(file, YamlLimits.tooMany(root));
      return new Yaml(file, root);
    } catch (MarkedYAMLException e) {
      throw new RubricException(
          "%snot YAML: %s. Correct it there or in the line before."
              .formatted(place(file, e.getProblemMark()), e.getProblem()));
    } catch (YAMLException e) {
      throw new RubricException(
          "%s: not YAML: %s. Correct it.".formatted(file, Objects.toString(e.getMessage(), "")));
    }
  }

  private static void require(String file, Optional<YamlLimits.Passed> passed) {
    passed.ifPresent(
        limit -> {
          throw new RubricException(place(file, limit.at()) + limit.problem());
        });
  }

  private static String place(String file, Mark mark) {
    return mark == null
        ? file + ": "
        : "%s:%d:%d: ".formatted(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** What is wrong here, and what to do about it. */
  RubricException refused(String problem, String remedy) {
    String said = problem.length() > LONGEST ? problem.substring(0, LONGEST) + "…" : problem;
    return new RubricException(place(file, node.getStartMark()) + said + ". " + remedy);
  }

  boolean isText() {
    return node instanceof ScalarNode;
  }

  /**
   * The fields of a map.
   *
   * @throws RubricException if it is not a map, or has another field or the same one twice
   */
  Fields fields(Collection<String> known) {
    if (!(node instanceof MappingNode map)) {
      throw refused("expected a map", "Known fields are " + String.join(", ", known) + ".");
    }
    Map<String, Yaml> fields = new LinkedHashMap<>();
    for (NodeTuple tuple : map.getValue()) {
      Yaml key = new Yaml(file, tuple.getKeyNode());
      String name = key.text();
      if (!known.contains(name)) {
        throw key.refused(
            "unknown field \"" + name + "\"",
            Nearest.question(name, known) + "Use one of " + String.join(", ", known) + ".");
      }
      if (fields.put(name, new Yaml(file, tuple.getValueNode())) != null) {
        throw key.refused("\"" + name + "\" is given twice", "Remove one.");
      }
    }
    return new Fields(this, fields);
  }

  /** The fields of a map, by name. */
  record Fields(Yaml owner, Map<String, Yaml> byName) {

    boolean has(String name) {
      return byName.containsKey(name);
    }

    Optional<Yaml> find(String name) {
      return Optional.ofNullable(byName.get(name));
    }

    /** A field that must be there. */
    Yaml the(String name) {
      return find(name).orElseThrow(() -> owner.refused("\"" + name + "\" is missing", "Add it."));
    }
  }

  List<Yaml> list() {
    if (!(node instanceof SequenceNode sequence)) {
      throw refused("expected a list", "Write [a, b], or one item a line behind a hyphen.");
    }
    return sequence.getValue().stream().map(item -> new Yaml(file, item)).toList();
  }

  /** The items of a list of texts of which only these may occur, each once. */
  List<String> oneOrMoreOf(Set<String> known) {
    List<Yaml> items = list();
    items.forEach(item -> item.oneOf(known));
    List<String> texts = items.stream().map(Yaml::text).distinct().toList();
    if (texts.isEmpty() || texts.size() < items.size()) {
      throw refused("expected each at most once, and one at least", "Use some of " + sorted(known));
    }
    return texts;
  }

  String oneOf(Set<String> known) {
    if (!known.contains(text())) {
      throw refused(
          "\"" + text() + "\" is not known here",
          Nearest.question(text(), known) + "Use one of " + sorted(known));
    }
    return text();
  }

  private static String sorted(Set<String> words) {
    return words.stream().sorted().collect(Collectors.joining(", ", "", "."));
  }

  String text() {
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue().strip();
    }
    throw refused("expected a text", "Write a word or a sentence.");
  }

  /** A text on one line, however many it was written on. */
  String line() {
    return text().replaceAll("(?U)\\s+", " ");
  }

  /** A number that is neither negative nor larger than a million. */
  BigDecimal number() {
    String text = text();
    if (!text.matches("[0-9]{1,7}([.][0-9]{1,6})?") || new BigDecimal(text).compareTo(MOST) > 0) {
      throw refused(
          "\"" + text + "\" is not a number from 0 to " + MOST, "Write a number such as 1.25.");
    }
    return new BigDecimal(text);
  }

  boolean truth() {
    return oneOf(Set.of("true", "false")).equals("true");
  }
}
