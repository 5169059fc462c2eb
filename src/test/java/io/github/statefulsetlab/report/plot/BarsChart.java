package io.github.statefulsetlab.report.plot;

import io.github.statefulsetlab.kube.plot.Bars;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;

/** A bar chart of {@link Bars}, with each number above its bar. */
final class BarsChart {

  private static final double WIDEST_BAR = 0.08;
  private static final double ROOM_FOR_LABELS = 0.15;

  private BarsChart() {}

  static JFreeChart of(Bars bars, Theme theme) {
    NumberAxis numbers = theme.styled(new NumberAxis(bars.unit()));
    numbers.setUpperMargin(ROOM_FOR_LABELS);
    numbers.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    CategoryPlot plot =
        new CategoryPlot(
            numbers(bars), theme.styled(new CategoryAxis()), numbers, renderer(bars, theme));
    plot.setRangeGridlinePaint(theme.grid());
    return theme.chart(plot);
  }

  private static DefaultCategoryDataset numbers(Bars bars) {
    DefaultCategoryDataset all = new DefaultCategoryDataset();
    for (Bars.Series series : bars.series()) {
      for (int i = 0; i < bars.names().size(); i++) {
        all.addValue(series.numbers().get(i), series.name(), bars.names().get(i));
      }
    }
    return all;
  }

  private static BarRenderer renderer(Bars bars, Theme theme) {
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setMaximumBarWidth(WIDEST_BAR);
    renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator());
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultItemLabelPaint(theme.text());
    for (int i = 0; i < bars.series().size(); i++) {
      renderer.setSeriesPaint(i, theme.colour(bars.series().get(i).name(), i));
    }
    return renderer;
  }
}
