package io.github.statefulsetlab.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppContractTest {

  @Test
  void namesTheFileAndItsFolder() {
    assertThat(AppContract.COUNTER.fileName()).isEqualTo("visits.txt");
    assertThat(AppContract.COUNTER.folder()).contains("/data");
  }

  @Test
  void aFileCanLieAtTheRoot() {
    assertThat(withFile(Optional.of("/count")).fileName()).isEqualTo("count");
    assertThat(withFile(Optional.of("/count")).folder()).contains("/");
  }

  @Test
  void anAppMayHaveNoFileThatAnybodyFound() {
    assertThat(withFile(Optional.empty()).folder()).isEmpty();
  }

  private static AppContract withFile(Optional<String> file) {
    return new AppContract(Optional.empty(), 8000, "/", Optional.of("/visits"), file, true, false);
  }
}
