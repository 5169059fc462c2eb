package io.github.statefulsetlab.lab.patch;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.github.statefulsetlab.chart.Patch;
import io.github.statefulsetlab.cluster.image.AppImage;
import io.github.statefulsetlab.kube.Probes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** A start of the bundled app that takes longer than its liveness probe would bear. */
public final class SlowStart {

  private static final String DELAY = "START_DELAY_SECONDS";
  private static final Duration LONGER = Duration.ofSeconds(3);

  private SlowStart() {}

  /** Delays the app's start, by as much as it takes. */
  public static Patch thatLivenessWouldNotBear() {
    return Patch.statefulSet(
        "the app's start delayed (%s) by %d s more than its livenessProbe allows"
            .formatted(DELAY, LONGER.toSeconds()),
        set -> set.getSpec().getTemplate().getSpec().getContainers().forEach(SlowStart::delay));
  }

  private static void delay(Container container) {
    Optional.ofNullable(container.getLivenessProbe())
        .map(SlowStart::delay)
        .ifPresent(
            delay -> {
              container.getEnv().removeIf(variable -> DELAY.equals(variable.getName()));
              container
                  .getEnv()
                  .add(
                      new EnvVarBuilder()
                          .withName(DELAY)
                          .withValue(String.valueOf(delay.toSeconds()))
                          .build());
            });
  }

  private static Duration delay(Probe liveness) {
    return Probes.patience(liveness).plus(LONGER);
  }

  /**
   * Skips the behaviour where a start can't be slowed down in that way, or where the app is another
   * one, whose start nobody here knows.
   *
   * @param set as the chart renders it
   */
  public static void assumePossible(StatefulSet set) {
    if (set.getSpec().getTemplate().getSpec().getContainers().stream()
        .noneMatch(container -> AppImage.REFERENCE.equals(container.getImage()))) {
      throw new TestAbortedException(
          "Needs an app whose start can be slowed down, as the bundled one's can.");
    }
    List<Container> probed =
        set.getSpec().getTemplate().getSpec().getContainers().stream()
            .filter(container -> container.getLivenessProbe() != null)
            .toList();
    if (probed.isEmpty()) {
      throw new TestAbortedException("There is no livenessProbe that could kill a slow start.");
    }
    if (probed.stream().anyMatch(SlowStart::startupProbeGivesUpFirst)) {
      throw new TestAbortedException(
          "The startupProbe gives up as soon as the livenessProbe would: it holds nothing back.");
    }
  }

  private static boolean startupProbeGivesUpFirst(Container container) {
    return container.getStartupProbe() != null
        && Probes.patience(container.getStartupProbe())
                .compareTo(delay(container.getLivenessProbe()))
            <= 0;
  }
}
