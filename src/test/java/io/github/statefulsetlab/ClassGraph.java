package io.github.statefulsetlab;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which top-level classes work with which, by their full names, as compiled: a class with all that
 * is inside it is one. Annotations do nothing, and are left out.
 */
record ClassGraph(Map<String, Set<String>> edges) {

  /** The graph of these classes; what they use besides is left out. */
  static ClassGraph of(Iterable<JavaClass> classes) {
    Map<String, Set<String>> edges = new TreeMap<>();
    classes.forEach(type -> edges.computeIfAbsent(topLevel(type), name -> new TreeSet<>()));
    for (JavaClass type : classes) {
      Set<String> used = edges.getOrDefault(topLevel(type), Set.of());
      type.getDirectDependenciesFromSelf().stream()
          .filter(dependency -> !dependency.getTargetClass().isAnnotation())
          .map(dependency -> topLevel(dependency.getTargetClass().getBaseComponentType()))
          .filter(edges::containsKey)
          .filter(name -> !name.equals(topLevel(type)))
          .forEach(used::add);
    }
    return new ClassGraph(edges);
  }

  static String topLevel(JavaClass type) {
    return type.getName().replaceFirst("\\$.*", "");
  }

  /** Those that a class, or one inside it, works with. */
  Set<String> collaborators(String type) {
    return edges.getOrDefault(type, Set.of());
  }

  /** The classes of each package that can only be understood together, by their simple names. */
  Set<List<String>> knots() {
    Set<List<String>> knots = new TreeSet<>(Comparator.comparing(List::toString));
    for (String type : edges.keySet()) {
      Set<String> reached = reachedFrom(type);
      if (reached.contains(type)) {
        knots.add(
            reached.stream()
                .filter(other -> reachedFrom(other).contains(type))
                .map(other -> other.substring(other.lastIndexOf('.') + 1))
                .toList());
      }
    }
    return knots;
  }

  /** What a class leads to without leaving its package. */
  private Set<String> reachedFrom(String type) {
    Set<String> reached = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(type));
    while (!open.isEmpty()) {
      neighbours(open.remove()).filter(reached::add).forEach(open::add);
    }
    return reached;
  }

  private Stream<String> neighbours(String type) {
    return collaborators(type).stream().filter(other -> packageOf(other).equals(packageOf(type)));
  }

  private static String packageOf(String type) {
    return type.substring(0, type.lastIndexOf('.'));
  }
}
