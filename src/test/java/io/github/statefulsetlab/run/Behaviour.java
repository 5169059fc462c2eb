package io.github.statefulsetlab.run;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.Rendering;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A test of one promise. Its value is the id of the criterion, as in {@code counts.diverge}. */
@Test
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Behaviour {

  /** The JUnit tag of the promises that a run checks unless it is asked for all. */
  String CORE = "core";

  String value();

  /** How the behaviour gets along with others on the same lab. */
  Needs needs() default Needs.SHARED_LAB;

  /** What kind of {@link Lab} a behaviour asks for. */
  enum Needs {
    /** Only reads; shares its lab with all others that do. */
    SHARED_LAB,
    /** The same lab, whether its pods are ready or not: to tell why they are not. */
    SHARED_LAB_AS_IT_STARTS,
    /**
     * Reads and changes counts; shares its lab, but not at the same time as another that counts.
     */
    SHARED_LAB_AND_ITS_COUNTS,
    /** Disturbs pods; gets a lab of its own. */
    OWN_LAB,
    /** Installs what it needs itself, by {@link LabFactory}. */
    CUSTOM_LAB,
    /** Reads what the chart renders to, a {@link Rendering}; judged even when nothing installs. */
    RENDERED_CHART
  }
}
