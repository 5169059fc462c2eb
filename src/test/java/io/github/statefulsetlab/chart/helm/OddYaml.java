package io.github.statefulsetlab.chart.helm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Writes YAML in all the ways that it has for one thing: block and flow style, quotes and escapes,
 * tags, anchors, merge keys, keys given twice, comments. Some of it is no YAML.
 */
final class OddYaml {

  private final Random random;
  private final double oddity;
  private int anchors;

  /**
   * Nothing is written yet.
   *
   * @param oddity how likely each single oddity is, from 0 to 1
   */
  OddYaml(Random random, double oddity) {
    this.random = random;
    this.oddity = oddity;
  }

  sealed interface Node {}

  record Scalar(String text) implements Node {}

  record Sequence(List<Node> items) implements Node {}

  record Entry(String key, Node value) {}

  record Mapping(List<Entry> entries) implements Node {

    Mapping() {
      this(new ArrayList<>());
    }

    Mapping put(String key, Node value) {
      entries.add(new Entry(key, value));
      return this;
    }

    Mapping in(String key) {
      for (Entry entry : entries) {
        if (entry.key().equals(key) && entry.value() instanceof Mapping inner) {
          return inner;
        }
        if (entry.key().equals(key)
            && entry.value() instanceof Sequence list
            && list.items().get(0) instanceof Mapping inner) {
          return inner;
        }
      }
      Mapping inner = new Mapping();
      entries.add(new Entry(key, inner));
      return inner;
    }
  }

  /** A document that holds this; anchors are known in one document only. */
  String document(Mapping root) {
    anchors = 0;
    StringBuilder text = new StringBuilder();
    if (random.nextInt(8) == 0) {
      text.append(flow(root)).append('\n');
    } else {
      block(root, 0, text);
    }
    return text.toString();
  }

  boolean odd() {
    return random.nextDouble() < oddity;
  }

  <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void block(Mapping mapping, int indent, StringBuilder text) {
    List<Entry> entries = odd(mapping.entries());
    if (entries.isEmpty()) {
      text.append(" ".repeat(indent)).append("{}\n");
    }
    for (Entry entry : entries) {
      text.append(odd() ? "# kind: Pod\n" : "");
      text.append(" ".repeat(indent)).append(key(entry.key(), false));
      value(entry.value(), indent, text);
    }
  }

  private void value(Node value, int indent, StringBuilder text) {
    if (odd() && anchors > 0) {
      text.append(" *a").append(random.nextInt(anchors)).append('\n');
      return;
    }
    text.append(odd() ? " &a" + anchors++ : "");
    if (value instanceof Mapping inner && !odd()) {
      text.append(odd() ? " !!map\n" : odd() ? " # {}\n" : "\n");
      block(inner, indent + 1 + random.nextInt(3), text);
    } else if (value instanceof Sequence list && !odd()) {
      text.append('\n');
      int in = indent + random.nextInt(3);
      for (Node item : list.items()) {
        text.append(" ".repeat(in)).append("-");
        if (item instanceof Mapping inner && !odd()) {
          text.append('\n');
          block(inner, in + 1 + random.nextInt(2), text);
        } else {
          text.append(' ').append(flow(item)).append('\n');
        }
      }
    } else if (value instanceof Scalar scalar && odd()) {
      text.append(pick(List.of(" |\n", " >\n", " |-\n", " >-\n", " |+\n", " |2\n", "\n")));
      text.append(" ".repeat(indent + 2)).append(scalar.text()).append('\n');
    } else {
      text.append(odd() ? "\t" : " ").append(flow(value));
      text.append(odd() ? " # x\n" : odd() ? "\t\n" : odd() ? " \u2028\n" : "\n");
    }
  }

  private String flow(Node node) {
    if (node instanceof Scalar scalar) {
      return scalar(scalar.text());
    }
    StringBuilder text = new StringBuilder(odd() ? "&a" + anchors++ + " " : "");
    if (node instanceof Mapping mapping) {
      List<String> entries = new ArrayList<>();
      odd(mapping.entries())
          .forEach(entry -> entries.add(key(entry.key(), true) + " " + flow(entry.value())));
      text.append('{').append(String.join(odd() ? ",\n   " : ", ", entries)).append('}');
    } else if (node instanceof Sequence list) {
      List<String> items = new ArrayList<>();
      list.items().forEach(item -> items.add(flow(item)));
      text.append('[').append(String.join(", ", items)).append(odd() ? ",]" : "]");
    }
    return text.toString();
  }

  private String scalar(String text) {
    if (!odd()) {
      return text;
    }
    return switch (random.nextInt(7)) {
      case 0 -> "!!str " + text;
      case 1 -> "\"" + text.replace("\"", "") + "\"";
      case 2 -> "'" + text.replace("'", "") + "'";
      case 3 -> "&a" + anchors++ + " " + text;
      case 4 ->
          pick(
              List.of(
                  "yes",
                  "~",
                  "0644",
                  "1e3",
                  "1_0",
                  ".nan",
                  "\"\"",
                  "[]",
                  "{}",
                  "-0",
                  "0o7",
                  "=",
                  "12:30:45",
                  "0x1F"));
      case 5 ->
          pick(
              List.of(
                  "!!binary YQ==",
                  "!!int '1'",
                  "!!float 1",
                  "!!null ''",
                  "!x 1",
                  "!!bool 'yes'",
                  "!!timestamp 2001-01-01"));
      default -> anchors > 0 ? "*a" + random.nextInt(anchors) : text;
    };
  }

  private String key(String name, boolean flow) {
    if (!odd()) {
      return name + ":";
    }
    return switch (random.nextInt(8)) {
      case 0 -> "\"" + name + "\":";
      case 1 -> "'" + name + "' :";
      case 2 -> "\"\\x%02x%s\":".formatted((int) name.charAt(0), name.substring(1));
      case 3 -> flow ? "? " + name + " :" : "? " + name + "\n:";
      case 4 -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ":";
      case 5 -> "!!str " + name + ":";
      case 6 -> "&a" + anchors++ + " " + name + ":";
      default -> name + " :";
    };
  }

  /** Some of the entries given twice, or by a merge key. */
  private List<Entry> odd(List<Entry> entries) {
    List<Entry> all = new ArrayList<>(entries);
    if (all.size() > 1 && odd()) {
      Entry twice = pick(all);
      all.add(random.nextInt(all.size()), new Entry(twice.key(), other(twice.value())));
    }
    if (!all.isEmpty() && odd()) {
      Entry merged = pick(all);
      if (random.nextBoolean()) {
        all.remove(merged);
      }
      Mapping inner = new Mapping().put(merged.key(), other(merged.value()));
      all.add(
          random.nextInt(all.size() + 1),
          new Entry(
              "<<", random.nextBoolean() ? inner : new Sequence(List.of(inner, new Mapping()))));
    }
    return all;
  }

  private Node other(Node value) {
    if (value instanceof Scalar && random.nextBoolean()) {
      return new Scalar(pick(List.of("Service", "kube-system", "v1", "true", "~", "n9", "other")));
    }
    return value;
  }
}
