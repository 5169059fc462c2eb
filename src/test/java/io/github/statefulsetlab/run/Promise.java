package io.github.statefulsetlab.run;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.rendering.Rendering;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the annotations and the parameter of a behaviour say.
 *
 * @param id of the criterion
 * @param isCore whether a run checks it without being asked for all
 * @param policy the pod management policy without which it is skipped
 */
public record Promise(String id, Needs needs, boolean isCore, Optional<String> policy) {

  /** What is made ready before a behaviour begins. */
  public enum Needs {
    /** The lab that all behaviours share, once it is ready. */
    SHARED_LAB,
    /** The same, as soon as it is installed. */
    SHARED_LAB_AS_IT_STARTS,
    /** The same once it is ready, and nobody else's visits meanwhile. */
    SHARED_LAB_AND_ITS_COUNTS,
    /** A lab that nobody else sees. */
    OWN_LAB,
    /** Nothing: it installs labs itself. */
    CUSTOM_LAB,
    /** What the chart renders to. */
    RENDERED_CHART
  }

  /** The id of the criterion that a method checks; empty if it is not a behaviour. */
  static Optional<String> id(Method method) {
    return Optional.ofNullable(method.getAnnotation(Behaviour.class))
        .map(Behaviour::value)
        .or(
            () ->
                Optional.ofNullable(method.getAnnotation(CoreBehaviour.class))
                    .map(CoreBehaviour::value));
  }

  /**
   * The promise that a method checks; empty if it is not a behaviour.
   *
   * @throws IllegalArgumentException if the method's parameter does not say what it needs
   */
  public static Optional<Promise> of(Method method) {
    CoreBehaviour core = method.getAnnotation(CoreBehaviour.class);
    Behaviour behaviour = method.getAnnotation(Behaviour.class);
    LabUse use = core == null ? behaviour == null ? LabUse.READ : behaviour.use() : core.use();
    return id(method).map(id -> of(method, id, use, core != null));
  }

  private static Promise of(Method method, String id, LabUse use, boolean isCore) {
    RequiresPodManagementPolicy policy = method.getAnnotation(RequiresPodManagementPolicy.class);
    return new Promise(
        id,
        needs(method, use),
        isCore,
        Optional.ofNullable(policy).map(RequiresPodManagementPolicy::value));
  }

  private static Needs needs(Method method, LabUse use) {
    List<Class<?>> types = Stream.of(method.getParameterTypes()).toList();
    if (types.equals(List.of(Lab.class))) {
      return switch (use) {
        case READ -> Needs.SHARED_LAB;
        case READ_AS_IT_STARTS -> Needs.SHARED_LAB_AS_IT_STARTS;
        case COUNT -> Needs.SHARED_LAB_AND_ITS_COUNTS;
        case DISTURB -> Needs.OWN_LAB;
      };
    }
    if (use == LabUse.READ_AS_IT_STARTS && types.equals(List.of(Lab.class, LabFactory.class))) {
      return Needs.SHARED_LAB_AS_IT_STARTS;
    }
    if (use == LabUse.READ && types.equals(List.of(LabFactory.class))) {
      return Needs.CUSTOM_LAB;
    }
    if (use == LabUse.READ && types.equals(List.of(Rendering.class))) {
      return Needs.RENDERED_CHART;
    }
    throw new IllegalArgumentException(
        "%s.%s has to take one parameter, a Lab, a LabFactory or a Rendering, and only with a Lab it may say use = %s (with READ_AS_IT_STARTS it may take a LabFactory besides)."
            .formatted(method.getDeclaringClass().getSimpleName(), method.getName(), use));
  }

  /** Whether its lab is one that other behaviours see, too. */
  public boolean sharesItsLab() {
    return switch (needs) {
      case SHARED_LAB, SHARED_LAB_AS_IT_STARTS, SHARED_LAB_AND_ITS_COUNTS -> true;
      case RENDERED_CHART, OWN_LAB, CUSTOM_LAB -> false;
    };
  }
}
