package io.github.statefulsetlab.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineDiskTest {

  @TempDir Path folder;

  @Test
  void stopsWhereTooLittleIsFree() {
    assertThatExceptionOfType(ClusterException.class)
        .isThrownBy(new EngineDisk(Optional.of(folder), Long.MAX_VALUE)::requireRoom)
        .withMessageContaining(folder.toString())
        .withMessageContaining("docker system prune");
  }

  @Test
  void goesOnWhereEnoughIsFreeOrNobodyKnows() {
    assertThatCode(new EngineDisk(Optional.of(folder), 1)::requireRoom).doesNotThrowAnyException();
    assertThatCode(new EngineDisk(Optional.empty(), Long.MAX_VALUE)::requireRoom)
        .doesNotThrowAnyException();
  }
}
