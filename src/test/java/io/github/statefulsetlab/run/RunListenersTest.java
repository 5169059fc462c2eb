package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.statefulsetlab.submission.UsageException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunListenersTest {

  private final List<String> told = new ArrayList<>();

  private final RunListener keeps =
      new RunListener() {
        @Override
        public void progress(String what) {
          told.add(what);
        }
      };

  @Test
  void oneThatThrowsDoesNotKeepTheOthersFromIt() {
    RunListeners listeners =
        new RunListeners(List.of(throwing(new IllegalStateException("disk full")), keeps));

    listeners.tell(l -> l.progress("first"));
    listeners.tell(l -> l.progress("second"));

    assertThat(told).containsExactly("first", "second");
  }

  @Test
  void anErrorOfTheMachineEndsTheRun() {
    RunListeners listeners = new RunListeners(List.of(throwing(new OutOfMemoryError()), keeps));

    assertThatThrownBy(() -> listeners.tell(l -> l.progress("first")))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(told).isEmpty();
  }

  @Test
  void whatOneOfThemRefusesIsRefusedBeforeAnythingIsStarted() {
    RunListener refuses =
        new RunListener() {
          @Override
          public void runAsked() {
            throw new UsageException("no such grade book");
          }
        };

    assertThatThrownBy(new RunListeners(List.of(keeps, refuses))::ask)
        .isInstanceOf(UsageException.class)
        .hasMessage("no such grade book");
  }

  private static RunListener throwing(Throwable failure) {
    return new RunListener() {
      @Override
      public void progress(String what) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
    };
  }
}
