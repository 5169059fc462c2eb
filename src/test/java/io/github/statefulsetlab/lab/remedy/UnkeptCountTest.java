package io.github.statefulsetlab.lab.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.lab.context.DependsOn;
import io.github.statefulsetlab.lab.context.Hint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A count that is kept nowhere")
class UnkeptCountTest {

  @Test
  void isOneMistakeOfTheApp() {
    AssertionError failure = UnkeptCount.failure("/");

    assertThat(failure).hasMessageStartingWith("Page / counts visits, but no file on a claim");
    assertThat(Hint.of(failure)).contains(Advice.WRITE_BEFORE_THE_ANSWER);
    assertThat(DependsOn.of(failure))
        .containsExactly(
            "storage.claims-bound", "storage.mounted-where-written", "counts.served-and-stored");
  }
}
