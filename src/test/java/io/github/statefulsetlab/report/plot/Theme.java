package io.github.statefulsetlab.report.plot;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleInsets;

/**
 * The colours of a plot on a light or a dark ground. The palette is that of Okabe and Ito, which
 * people with the common kinds of colour blindness can tell apart; neighbours also differ in how
 * light they are.
 *
 * @param palette used in turn
 * @param ready of what is as it should be
 */
record Theme(String name, Color ground, Color text, Color grid, List<Color> palette, Color ready) {

  /** What is written on bars, whatever the ground. */
  static final Color ON_BARS = new Color(0x0d1117);

  private static final String READY = "ready";

  /** Above, left, below and right of a word in the legend. */
  private static final RectangleInsets BESIDE_A_LABEL = new RectangleInsets(2, 2, 2, 12);

  static final Theme LIGHT =
      new Theme(
          "light",
          Color.WHITE,
          new Color(0x1f2328),
          new Color(0xd0d7de),
          List.of(
              new Color(0x0072b2),
              new Color(0xe69f00),
              new Color(0x56b4e9),
              new Color(0xd55e00),
              new Color(0x999999),
              new Color(0xcc79a7)),
          new Color(0x009e73));

  static final Theme DARK =
      new Theme(
          "dark",
          new Color(0x0d1117),
          new Color(0xe6edf3),
          new Color(0x3d444d),
          List.of(
              new Color(0x3d9bd8),
              new Color(0xe69f00),
              new Color(0x8fd0f5),
              new Color(0xf0762f),
              new Color(0xa8a8a8),
              new Color(0xdf9cc0)),
          new Color(0x21bf92));

  static Font font() {
    return new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  }

  /** The colour of the n-th state or series; what is ready is green wherever it is. */
  Color colour(String name, int place) {
    return name.equals(READY) ? ready : palette.get(place % palette.size());
  }

  /** The plot with its legend, in these colours. */
  JFreeChart chart(Plot plot) {
    plot.setBackgroundPaint(ground);
    plot.setOutlineVisible(false);
    JFreeChart chart = new JFreeChart(null, font(), plot, true);
    chart.setBackgroundPaint(ground);
    LegendTitle legend = chart.getLegend();
    legend.setItemPaint(text);
    legend.setItemFont(font());
    legend.setItemLabelPadding(BESIDE_A_LABEL);
    legend.setBackgroundPaint(ground);
    legend.setFrame(BlockBorder.NONE);
    return chart;
  }

  <T extends Axis> T styled(T axis) {
    axis.setLabelPaint(text);
    axis.setTickLabelPaint(text);
    axis.setLabelFont(font());
    axis.setTickLabelFont(font());
    axis.setAxisLinePaint(grid);
    axis.setTickMarkPaint(grid);
    return axis;
  }
}
