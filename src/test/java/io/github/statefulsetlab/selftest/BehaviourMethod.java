package io.github.statefulsetlab.selftest;

import io.github.statefulsetlab.run.LabTest;
import io.github.statefulsetlab.run.Promise;
import io.github.statefulsetlab.run.Promise.Needs;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** A test method of the suite, and the criterion that it checks. */
record BehaviourMethod(Class<?> type, Method method, Promise promise) {

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
    return ReflectionSupport.findMethods(
            type, method -> Promise.of(method).isPresent(), HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .map(method -> new BehaviourMethod(type, method, Promise.of(method).orElseThrow()))
        .toList();
  }

  String id() {
    return promise.id();
  }

  Needs needs() {
    return promise.needs();
  }

  /** Whether a run checks it without being asked for all. */
  boolean isCore() {
    return promise.isCore();
  }

  boolean readsTheChartAlone() {
    return needs() == Needs.RENDERED_CHART;
  }

  boolean sharesItsLab() {
    return promise.sharesItsLab();
  }

  boolean needsLabsOfItsOwn() {
    return needs() == Needs.OWN_LAB || needs() == Needs.CUSTOM_LAB;
  }

  @Override
  public String toString() {
    return id();
  }
}
