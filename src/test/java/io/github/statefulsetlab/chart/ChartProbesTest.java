package io.github.statefulsetlab.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The three probes: what they ask, and how they are switched off and replaced. */
@ResourceLock("helm")
class ChartProbesTest {

  private final CounterChart chart;

  ChartProbesTest(@TempDir Path folder) {
    chart = CounterChart.in(folder);
  }

  private static final List<String> NAMES =
      List.of("startupProbe", "livenessProbe", "readinessProbe");

  @ParameterizedTest
  @CsvSource({"startupProbe, /startupz", "livenessProbe, /healthz", "readinessProbe, /readyz"})
  void asksForAPageThatDoesNotCount(String name, String path) {
    assertThat(probe(chart.render(""), name))
        .get()
        .returns(path, probe -> probe.getHttpGet().getPath())
        .returns(new IntOrString("http"), probe -> probe.getHttpGet().getPort());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void canBeSwitchedOffAlone(String name) {
    RenderedChart rendered = chart.render("%s: {enabled: false}".formatted(name));

    assertThat(NAMES)
        .allSatisfy(
            other -> assertThat(probe(rendered, other).isPresent()).isEqualTo(!other.equals(name)));
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void handlerOfAnotherSortTakesThePlaceOfTheDefaultOne(String name) {
    assertThat(
            probe(
                chart.render("%s: {tcpSocket: {port: http}, periodSeconds: 42}".formatted(name)),
                name))
        .get()
        .returns(null, Probe::getHttpGet)
        .returns(new IntOrString("http"), probe -> probe.getTcpSocket().getPort())
        .returns(42, Probe::getPeriodSeconds);
  }

  private Optional<Probe> probe(RenderedChart rendered, String name) {
    Map<String, Function<Container, Probe>> byName =
        Map.of(
            "startupProbe", Container::getStartupProbe,
            "livenessProbe", Container::getLivenessProbe,
            "readinessProbe", Container::getReadinessProbe);
    return Optional.of(rendered.container()).map(byName.get(name));
  }
}
