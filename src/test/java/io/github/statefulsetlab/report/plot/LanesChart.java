package io.github.statefulsetlab.report.plot;

import io.github.statefulsetlab.kube.plot.Lanes;
import io.github.statefulsetlab.kube.plot.Lanes.Lane;
import io.github.statefulsetlab.kube.plot.Lanes.Mark;
import io.github.statefulsetlab.kube.plot.Lanes.Span;
import java.awt.BasicStroke;
import java.time.Duration;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** A Gantt chart of {@link Lanes}: seconds from left to right, a lane below the other. */
final class LanesChart {

  private static final double HALF_A_LANE = 0.36;

  private final Lanes lanes;
  private final Theme theme;

  private LanesChart(Lanes lanes, Theme theme) {
    this.lanes = lanes;
    this.theme = theme;
  }

  static JFreeChart of(Lanes lanes, Theme theme) {
    return new LanesChart(lanes, theme).chart();
  }

  private JFreeChart chart() {
    XYPlot plot = new XYPlot(bars(), seconds(), names(), renderer());
    plot.setDomainGridlinePaint(theme.grid());
    plot.setRangeGridlinesVisible(false);
    marks(plot);
    return theme.chart(plot);
  }

  private XYIntervalSeriesCollection bars() {
    XYIntervalSeriesCollection all = new XYIntervalSeriesCollection();
    for (String state : lanes.states()) {
      XYIntervalSeries series = new XYIntervalSeries(state, false, true);
      for (int place = 0; place < lanes.lanes().size(); place++) {
        add(series, place, lanes.lanes().get(place).spans());
      }
      all.addSeries(series);
    }
    return all;
  }

  private static void add(XYIntervalSeries series, int place, List<Span> spans) {
    spans.stream()
        .filter(span -> span.state().equals(series.getKey()))
        .forEach(
            span ->
                series.add(
                    seconds(span.from()),
                    seconds(span.from()),
                    seconds(span.until()),
                    place,
                    place - HALF_A_LANE,
                    place + HALF_A_LANE));
  }

  private XYBarRenderer renderer() {
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setShadowVisible(false);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setDrawBarOutline(true);
    for (int i = 0; i < lanes.states().size(); i++) {
      renderer.setSeriesPaint(i, theme.colour(lanes.states().get(i), i));
      renderer.setSeriesOutlinePaint(i, theme.ground());
    }
    return renderer;
  }

  private ValueAxis seconds() {
    NumberAxis axis = new NumberAxis("seconds");
    axis.setAutoRangeIncludesZero(true);
    return theme.styled(axis);
  }

  private ValueAxis names() {
    SymbolAxis axis =
        new SymbolAxis("", lanes.lanes().stream().map(Lane::label).toArray(String[]::new));
    axis.setInverted(true);
    axis.setGridBandsVisible(false);
    axis.setRange(-0.6, lanes.lanes().size() - 0.4);
    return theme.styled(axis);
  }

  /** A stroke through the lane, with a word beside it. */
  private void marks(XYPlot plot) {
    for (int place = 0; place < lanes.lanes().size(); place++) {
      for (Mark mark : lanes.lanes().get(place).marks()) {
        double at = seconds(mark.at());
        plot.addAnnotation(
            new XYLineAnnotation(
                at,
                place - HALF_A_LANE,
                at,
                place + HALF_A_LANE,
                new BasicStroke(2),
                Theme.ON_BARS));
        XYTextAnnotation word = new XYTextAnnotation(" " + mark.what(), at, place);
        word.setTextAnchor(TextAnchor.CENTER_LEFT);
        word.setPaint(Theme.ON_BARS);
        word.setFont(Theme.font());
        plot.addAnnotation(word);
      }
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
