package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The owner of a container")
class OwnerTest {

  private static final Owner SELF = Owner.current();

  @Test
  void isReadFromItsLabel() {
    assertThat(Owner.parse(SELF.toString())).contains(SELF);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "host", "host/1", "host/1/2/3", "host/one/2"})
  void isUnknownWhereTheLabelIsNotOurs(String label) {
    assertThat(Owner.parse(label)).isEmpty();
  }

  @Test
  void isThereAsLongAsItsProcessRuns() {
    assertThat(SELF.isGone()).isFalse();
  }

  @Test
  void isGoneWhereAnotherProcessHasItsNumber() {
    assertThat(new Owner(SELF.host(), SELF.pid(), SELF.startedSeconds() - 60).isGone()).isTrue();
    assertThat(new Owner(SELF.host(), Long.MAX_VALUE, 1).isGone()).isTrue();
  }

  @Test
  void isNotForUsToJudgeOnAnotherMachine() {
    assertThat(new Owner("not-" + SELF.host(), Long.MAX_VALUE, 1).isGone()).isFalse();
  }
}
