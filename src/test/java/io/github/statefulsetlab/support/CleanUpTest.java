package io.github.statefulsetlab.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A clean-up")
class CleanUpTest {

  private final List<String> undone = new ArrayList<>();
  private final CleanUp cleanUp = new CleanUp();

  private void failing(String what) {
    undone.add(what);
    throw new IllegalStateException(what);
  }

  @Test
  void undoesTheLastFirstAndEachOnce() {
    cleanUp.add(() -> undone.add("first"));
    cleanUp.add(() -> undone.add("second"));

    cleanUp.close();
    cleanUp.close();

    assertThat(undone).containsExactly("second", "first");
  }

  @Test
  void undoesTheRestWhereOneFails() {
    cleanUp.add(() -> failing("first"));
    cleanUp.add(() -> undone.add("second"));
    cleanUp.add(() -> failing("third"));

    assertThatThrownBy(cleanUp::close)
        .hasMessage("third")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .hasToString("java.lang.IllegalStateException: first"));
    assertThat(undone).containsExactly("third", "second", "first");
  }
}
