package io.github.statefulsetlab.grading.recorder;

import io.github.statefulsetlab.grading.rubric.Judgement.OfCriterion;
import io.github.statefulsetlab.grading.rubric.Rubric;
import io.github.statefulsetlab.grading.rubric.RubricException;
import io.github.statefulsetlab.grading.rubric.Rubrics;
import io.github.statefulsetlab.run.OnlyNamed;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.launcher.PostDiscoveryFilter;

/**
 * Leaves out the behaviours that the run's rubric gives no points for, unless {@code lab.all} asks
 * for all of them.
 */
public final class InRubric implements PostDiscoveryFilter {

  private final OnlyNamed named;

  /** Reads {@code lab.rubric}. */
  public InRubric() {
    this(
        Boolean.getBoolean("lab.all")
            ? Optional.empty()
            : Optional.ofNullable(System.getProperty("lab.rubric"))
                .filter(name -> !name.isBlank()));
  }

  /** A rubric that can't be read leaves out nothing: the run itself refuses it. */
  InRubric(Optional<String> rubric) {
    this.named = new OnlyNamed(rubric.map(InRubric::criteria).orElse(""));
  }

  private static String criteria(String nameOrFile) {
    try {
      Rubric rubric = Rubrics.read(nameOrFile);
      return Stream.concat(
              rubric.items().flatMap(row -> row.judgement().criteria()).map(OfCriterion::id),
              rubric.caps().stream().flatMap(cap -> cap.when().stream()))
          .distinct()
          .collect(Collectors.joining(","));
    } catch (RubricException e) {
      return "";
    }
  }

  @Override
  public FilterResult apply(TestDescriptor test) {
    return named.apply(test);
  }
}
