package io.github.statefulsetlab.run;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out the behaviours that {@code lab.only} does not name, where it names any: ids of
 * criteria, separated by commas. Tests that are not behaviours stay. Found by {@link
 * java.util.ServiceLoader}.
 */
public final class OnlyNamed implements PostDiscoveryFilter {

  private static final String PROPERTY = "lab.only";

  private final Set<String> named;

  /** Whether a run is of a few behaviours that somebody has named. */
  static boolean isAsked() {
    return !System.getProperty(PROPERTY, "").isBlank();
  }

  /** Reads {@code lab.only}. */
  public OnlyNamed() {
    this(System.getProperty(PROPERTY, ""));
  }

  /** Leaves out what these ids, separated by commas, do not name. */
  public OnlyNamed(String ids) {
    this.named =
        Stream.of(ids.split(","))
            .map(String::strip)
            .filter(id -> !id.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public FilterResult apply(TestDescriptor test) {
    return FilterResult.includedIf(named.isEmpty() || !isLeftOut(test));
  }

  private boolean isLeftOut(TestDescriptor test) {
    return test.getSource()
        .map(
            source ->
                source instanceof MethodSource method
                    ? isLeftOut(Stream.of(method.getJavaMethod()))
                    : source instanceof ClassSource type
                        && isLeftOut(Arrays.stream(type.getJavaClass().getDeclaredMethods())))
        .orElse(false);
  }

  /** Whether there are behaviours among the methods, and none of them is named. */
  private boolean isLeftOut(Stream<Method> methods) {
    Set<String> ids =
        methods.flatMap(method -> Promise.id(method).stream()).collect(Collectors.toSet());
    return !ids.isEmpty() && ids.stream().noneMatch(named::contains);
  }
}
