package io.github.statefulsetlab.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CriterionTest {

  @Test
  void twoOfTheSameIdAreRefused() {
    assertThatThrownBy(() -> Criterion.byId(Stream.of(named("dns.a", null), named("dns.a", null))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dns.a");
  }

  @Test
  void allHaveAnIdOfTheirFamilyAndWordsForEverything() {
    assertThat(Criterion.all().values())
        .isNotEmpty()
        .allSatisfy(
            criterion -> {
              assertThat(criterion.id()).matches("[a-z]+\\.[a-z]+(-[a-z]+)*");
              assertThat(Criterion.FAMILIES).contains(criterion.family());
              assertThat(
                      Stream.of(
                          criterion.title(),
                          criterion.expected(),
                          criterion.checked(),
                          criterion.hint()))
                  .noneMatch(String::isBlank);
              assertThat(criterion.kubernetes()).startsWith("https://");
            });
  }

  @Test
  void saysWhyItHasNoMutant() {
    assertThat(named("dns.a", "none: nothing breaks it").whyNoMutant())
        .contains("nothing breaks it");
    assertThat(named("dns.a", null).whyNoMutant()).isEmpty();
  }

  @Test
  void theHintForTheCauseCountsAndOnlyIfThereIsAFailure() {
    var submission = Observations.submission("x");
    Criterion criterion = named("dns.a", null);

    assertThat(
            criterion.hintFor(
                Observations.failed("dns.a", submission, new AssertionError(), "::do this")))
        .isEqualTo(": :do this");
    assertThat(criterion.hintFor(Observations.failed("dns.a", submission, new AssertionError())))
        .isEqualTo("the usual");
    assertThat(criterion.hintFor(Observations.passed("dns.a", submission))).isEqualTo("the usual");
  }

  private static Criterion named(String id, @Nullable String mutant) {
    return new Criterion(
        id,
        "title",
        "expected",
        "checked",
        "the usual",
        "https://kubernetes.io/docs/",
        null,
        null,
        null,
        mutant);
  }
}
