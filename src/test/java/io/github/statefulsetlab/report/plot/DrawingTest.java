package io.github.statefulsetlab.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.statefulsetlab.kube.plot.Bars;
import io.github.statefulsetlab.kube.plot.Lanes;
import io.github.statefulsetlab.kube.plot.Lanes.Lane;
import io.github.statefulsetlab.kube.plot.Lanes.Mark;
import io.github.statefulsetlab.kube.plot.Lanes.Span;
import io.github.statefulsetlab.kube.plot.Plot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A plot")
class DrawingTest {

  private static final Plot STARTS =
      new Lanes(
          "Start",
          List.of("starting", "ready"),
          List.of(
              lane("OrderedReady", "web-0", 0),
              lane("OrderedReady", "web-1", 3),
              lane("Parallel", "web-0", 0)));

  private static final Plot VISITS =
      new Bars(
          "Visits",
          "visits",
          List.of("web-0", "web-1"),
          List.of(
              new Bars.Series("sent", List.of(13L, 4L)),
              new Bars.Series("counted after", List.of(13L, 4L))));

  private static Stream<Plot> plots() {
    return Stream.of(STARTS, VISITS);
  }

  @ParameterizedTest
  @MethodSource("plots")
  void isDrawnOnALightAndOnADarkGround(Plot plot) {
    assertThat(Drawing.svg(plot, Theme.LIGHT)).startsWith("<?xml").contains("<svg", "web-0");
    assertThat(Drawing.svg(plot, Theme.DARK)).isNotEqualTo(Drawing.svg(plot, Theme.LIGHT));
  }

  @ParameterizedTest
  @MethodSource("plots")
  void isAnImageAsWell(Plot plot) throws IOException {
    assertThat(ImageIO.read(new ByteArrayInputStream(Drawing.png(plot, Theme.LIGHT))).getWidth())
        .isEqualTo(900);
  }

  @Test
  void namesItsLanesWithTheirGroupsAndItsMarks() {
    assertThat(Drawing.svg(STARTS, Theme.LIGHT))
        .contains("web-1 (OrderedReady)", "web-0 (Parallel)", "starting", "ready", "restart");
  }

  @Test
  void showsNamesAsText() {
    Plot hostile =
        new Lanes("x", List.of("<script>"), List.of(lane("", "<img src=x onerror=y>", 0)));

    assertThat(Drawing.svg(hostile, Theme.LIGHT)).doesNotContain("<script", "<img");
  }

  private static Lane lane(String group, String name, int from) {
    return new Lane(
        group,
        name,
        List.of(
            new Span("starting", seconds(from), seconds(from + 2)),
            new Span("ready", seconds(from + 2), seconds(9))),
        List.of(new Mark("restart", seconds(from + 3))));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
