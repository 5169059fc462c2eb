package io.github.statefulsetlab.grading.rubric;

import java.io.StringReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What a YAML file may not be: nested without end, or a few aliases that stand for millions. */
final class YamlLimits {

  private static final int DEEPEST = 20;
  private static final long MOST_VALUES = 20_000;

  private final Map<Node, Long> sizes = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Where a limit is passed, and what to do about it. */
  record Passed(Mark at, String problem) {}

  private YamlLimits() {}

  /** Options whose own limits are looser than those here, which know the place. */
  static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    options.setNestingDepthLimit(DEEPEST + 1);
    return options;
  }

  /** The first value that lies too deep in a text that can be parsed. */
  static Optional<Passed> tooDeep(String text) {
    int depth = 0;
    for (Event event : new Yaml(options()).parse(new StringReader(text))) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        return Optional.of(
            new Passed(
                event.getStartMark(),
                "values are nested too deeply. Use at most %d levels.".formatted(DEEPEST)));
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return Optional.empty();
  }

  /** The first value that holds itself, or more values than any rubric has. */
  static Optional<Passed> tooMany(Node root) {
    return new YamlLimits().look(root);
  }

  private Optional<Passed> look(Node node) {
    if (!open.add(node)) {
      return Optional.of(
          new Passed(node.getStartMark(), "the value holds itself. Remove the alias inside it."));
    }
    long size = 1;
    for (Node part : parts(node)) {
      Long known = sizes.get(part);
      if (known == null) {
        Optional<Passed> passed = look(part);
        if (passed.isPresent()) {
          return passed;
        }
      }
      size += sizes.getOrDefault(part, 0L);
      if (size > MOST_VALUES) {
        return Optional.of(
            new Passed(
                node.getStartMark(),
                "there are more than %d values in it. Use fewer, or fewer aliases."
                    .formatted(MOST_VALUES)));
      }
    }
    open.remove(node);
    sizes.put(node, size);
    return Optional.empty();
  }

  private static List<Node> parts(Node node) {
    if (node instanceof MappingNode map) {
      return map.getValue().stream()
          .flatMap(field -> Stream.of(field.getKeyNode(), field.getValueNode()))
          .toList();
    }
    return node instanceof SequenceNode list ? list.getValue() : List.of();
  }
}
