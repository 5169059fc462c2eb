package io.github.statefulsetlab.kube.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.github.statefulsetlab.kube.plot.Lanes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a plot shows of pods")
class PodStatesTest {

  private final Script script = new Script();

  @Test
  void whenTheyWereReadyAndWhenNot() {
    script.created("web-0").ready("web-0").unready("web-0").touched("web-0").ready("web-0");

    assertThat(readiness("web-0"))
        .isEqualTo(
            "web-0: pending 0.0 s to 1.0 s, ready 1.0 s to 2.0 s, pending 2.0 s to 4.0 s, ready"
                + " from 4.0 s\n");
  }

  @Test
  void thatAnotherPodTookTheirPlace() {
    script.created("web-0").ready("web-0").terminating("web-0").gone("web-0").created("web-0");

    assertThat(readiness("web-0")).contains("terminating 2.0 s to 3.0 s, pending from 4.0 s");
  }

  @Test
  void thatTheirContainersWereRestarted() {
    script.created("web-0").ready("web-0").restarted("web-0", 1).ready("web-0");

    assertThat(readiness("web-0")).endsWith("restart at 2.0 s\n");
  }

  @Test
  void atWhichRevisionTheyWere() {
    script.createdAt("web-a", "web-0", "web-1").gone("web-1").createdAt("web-b", "web-1");

    Lanes lanes = PodStates.revisions("Update", script.timeline(), List.of("web-0", "web-1"));

    assertThat(lanes.states()).containsExactly("web-a", "web-b");
    assertThat(lanes.text())
        .contains("web-0: web-a from 0.0 s", "web-1: web-a 1.0 s to 2.0 s, web-b from 3.0 s");
  }

  @Test
  void whatTheyWaitedForUntilTheLastWasReady() {
    script.created("web-0").ready("web-0").created("web-1").ready("web-1");

    assertThat(
            PodStarts.plot(
                    "Start",
                    PodStarts.lanes(script.timeline(), List.of("web-0", "web-1"), "OrderedReady"))
                .text())
        .contains(
            "web-0 (OrderedReady): not ready yet 0.0 s to 1.0 s, ready from 1.0 s",
            "web-1 (OrderedReady): not ready yet 2.0 s to 3.0 s, ready from 3.0 s");
  }

  /** A pod comes back to an image that is there, and to a claim that is bound. */
  @Test
  void nothingOfWhatWasThereBeforeThePod() {
    script.created("web-0").ready("web-0");
    script.timeline().add(pulled("web-1"));
    script.created("web-1").ready("web-1");

    assertThat(
            PodStarts.plot(
                    "Start",
                    PodStarts.lanes(script.timeline(), List.of("web-0", "web-1"), "OrderedReady"))
                .text())
        .endsWith("web-1 (OrderedReady): not ready yet 2.0 s to 3.0 s, ready from 3.0 s\n");
  }

  private static Change pulled(String pod) {
    return new Change(
        50,
        Instant.parse("2026-01-01T00:00:01Z"),
        Change.Action.ADDED,
        new EventBuilder()
            .withNewMetadata()
            .withName("pulled")
            .withUid("uid-of-event")
            .withResourceVersion("50")
            .endMetadata()
            .withReason("Pulled")
            .withNewInvolvedObject()
            .withName(pod)
            .endInvolvedObject()
            .build());
  }

  @Test
  void whatAPodStillWaitsFor() {
    script.created("web-0").ready("web-0").created("web-1");

    assertThat(
            PodStarts.plot(
                    "Start",
                    PodStarts.lanes(script.timeline(), List.of("web-0", "web-1"), "OrderedReady"))
                .text())
        .contains("web-1 (OrderedReady): waiting for a node from 2.0 s");
  }

  @Test
  void whatTheLastChangeLedTo() {
    script.created("web-0").ready("web-0");

    Lanes lanes = PodStates.readiness("Readiness", script.timeline(), List.of("web-0"));

    assertThat(lanes.lanes().get(0).spans())
        .last()
        .isEqualTo(new Lanes.Span("ready", Duration.ofSeconds(1), Duration.ofMillis(1500)));
    assertThat(Lanes.endAfter(Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(42));
  }

  @Test
  void thatOneNeverExisted() {
    assertThat(PodStates.readiness("Readiness", script.timeline(), List.of("web-0")).isEmpty())
        .isTrue();
    assertThat(PodStarts.plot("Start", PodStarts.lanes(script.timeline(), List.of("web-0"), "")))
        .matches(Lanes::isEmpty);
  }

  private String readiness(String pod) {
    return PodStates.readiness("Readiness", script.timeline(), List.of(pod)).text();
  }
}
