package io.github.statefulsetlab.run;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Skips a behaviour unless this pod management policy was asked for. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequiresPodManagementPolicy {

  /** {@code OrderedReady} or {@code Parallel}. */
  String value();
}
