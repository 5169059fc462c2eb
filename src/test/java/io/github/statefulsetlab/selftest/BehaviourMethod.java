package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.run.Behaviour;
import io.github.statefulsetlab.run.Behaviour.Needs;
import io.github.statefulsetlab.run.LabTest;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** A test method of the suite, and the criterion that it checks. */
record BehaviourMethod(Class<?> type, Method method) {

  private static final String SUITE = "io.github.statefulsetlab.behaviours";

  /** All of the suite, in the order of their criteria's ids. */
  static List<BehaviourMethod> all() {
    return ReflectionSupport.findAllClassesInPackage(
            SUITE, type -> AnnotationSupport.isAnnotated(type, LabTest.class), name -> true)
        .stream()
        .flatMap(type -> of(type).stream())
        .sorted(Comparator.comparing(BehaviourMethod::id))
        .toList();
  }

  /** All of a class. */
  static List<BehaviourMethod> of(Class<?> type) {
    return AnnotationSupport.findAnnotatedMethods(
            type, Behaviour.class, HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .map(method -> new BehaviourMethod(type, method))
        .toList();
  }

  String id() {
    return behaviour().value();
  }

  Needs needs() {
    return behaviour().needs();
  }

  /** Whether a run checks it without being asked for all. */
  boolean isCore() {
    return AnnotationSupport.findRepeatableAnnotations(method, Tag.class).stream()
        .anyMatch(tag -> tag.value().equals(Behaviour.CORE));
  }

  boolean readsTheChartAlone() {
    return needs() == Needs.RENDERED_CHART;
  }

  boolean sharesItsLab() {
    return switch (needs()) {
      case SHARED_LAB, SHARED_LAB_AS_IT_STARTS, SHARED_LAB_AND_ITS_COUNTS -> true;
      case RENDERED_CHART, OWN_LAB, CUSTOM_LAB -> false;
    };
  }

  boolean needsLabsOfItsOwn() {
    return needs() == Needs.OWN_LAB || needs() == Needs.CUSTOM_LAB;
  }

  private Behaviour behaviour() {
    return method.getAnnotation(Behaviour.class);
  }

  @Override
  public String toString() {
    return id();
  }
}
