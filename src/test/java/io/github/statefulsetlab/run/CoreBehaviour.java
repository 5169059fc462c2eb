package io.github.statefulsetlab.run;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A {@link Behaviour} that a run checks without being asked for all. */
@Test
@Tag(CoreBehaviour.TAG)
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface CoreBehaviour {

  /** The JUnit tag of the promises that a run checks unless it is asked for all. */
  String TAG = "core";

  String value();

  /** As {@link Behaviour#use}. */
  LabUse use() default LabUse.READ;
}
