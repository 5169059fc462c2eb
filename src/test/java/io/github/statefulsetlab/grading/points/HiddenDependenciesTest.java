package io.github.statefulsetlab.grading.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.grading.Result;
import io.github.statefulsetlab.grading.Verdict;
import io.github.statefulsetlab.grading.Visibility;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HiddenDependenciesTest {

  private static final String SAID = "Depends on a.cause, which failed: no claim";

  private static Result cause(Visibility visibility) {
    return Result.of("a.cause", Verdict.FAIL).visibility(visibility).build();
  }

  private static Result following(Visibility visibility, String seen) {
    return Result.of("a.following", Verdict.SKIPPED)
        .seen(seen)
        .failedDependency("a.cause")
        .visibility(visibility)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "STUDENT, STUDENT, true",
    "TEACHER, STUDENT, false",
    "AFTER_DUE_DATE, STUDENT, false",
    "TEACHER, AFTER_DUE_DATE, false",
    "TEACHER, TEACHER, true",
    "STUDENT, TEACHER, true",
  })
  void isNamedToWhoeverMaySeeIt(Visibility cause, Visibility following, boolean named) {
    List<Result> results =
        HiddenDependencies.unspoken(List.of(cause(cause), following(following, SAID)));

    assertThat(results.get(1).seen()).isEqualTo(named ? SAID : HiddenDependencies.UNSPOKEN);
    assertThat(results.get(1).failedDependency()).isEqualTo("a.cause");
  }

  @Test
  void isNamedAgainByARubricThatHidesNothing() {
    List<Result> results =
        HiddenDependencies.unspoken(
            List.of(
                cause(Visibility.STUDENT),
                following(Visibility.STUDENT, HiddenDependencies.UNSPOKEN)));

    assertThat(results.get(1).seen()).isEqualTo("Depends on a.cause, which failed.");
  }
}
