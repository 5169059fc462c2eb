package io.github.statefulsetlab.run;

import io.github.statefulsetlab.lab.Lab;
import io.github.statefulsetlab.lab.LabFactory;
import io.github.statefulsetlab.lab.rendering.Rendering;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/**
 * A test of one promise. Its value is the id of the criterion, as in {@code counts.diverge}. Its
 * parameter says what it needs: a {@link Rendering} what the chart renders to, judged even when
 * nothing installs; a {@link LabFactory} labs that it installs itself; a {@link Lab} the one that
 * {@link #use} names.
 *
 * @see CoreBehaviour
 * @see RequiresPodManagementPolicy
 */
@Test
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Behaviour {

  String value();

  /** How it shares a lab with others, where it asks for a {@link Lab}. */
  LabUse use() default LabUse.READ;
}
