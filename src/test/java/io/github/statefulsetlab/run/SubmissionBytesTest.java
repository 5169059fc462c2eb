package io.github.statefulsetlab.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.github.statefulsetlab.cluster.ClusterException;
import io.github.statefulsetlab.submission.NotGradableException;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionBytesTest {

  static List<Throwable> ofTheBytes() {
    return List.of(
        new NullPointerException("no name"),
        new NumberFormatException("1 Gi"),
        new IndexOutOfBoundsException("no first one"),
        new NoSuchElementException("none"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("ofTheBytes")
  void whatTheyMakeTheHarnessThrowIsTheirDoing(Throwable thrown) {
    assertThatExceptionOfType(NotGradableException.class)
        .isThrownBy(() -> SubmissionBytes.read("The chart", () -> thrown(thrown)))
        .withMessageStartingWith("The chart could not be understood: ")
        .withCause(thrown);
  }

  static List<RuntimeException> ofTheCluster() {
    return List.of(
        new KubernetesClientException("connection refused"), new ClusterException("no node"));
  }

  @ParameterizedTest
  @MethodSource("ofTheCluster")
  void whatAClusterFailsWithIsNot(RuntimeException thrown) {
    assertThatThrownBy(() -> SubmissionBytes.read("The chart", () -> thrown(thrown)))
        .isSameAs(thrown);
  }

  @Test
  void whatIsUnderstoodIsHandedOn() {
    assertThat(SubmissionBytes.<String>read("The chart", () -> "fine")).isEqualTo("fine");
  }

  private static Object thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }
}
