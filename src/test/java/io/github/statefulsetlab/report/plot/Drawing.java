package io.github.statefulsetlab.report.plot;

import io.github.statefulsetlab.kube.plot.Bars;
import io.github.statefulsetlab.kube.plot.Lanes;
import io.github.statefulsetlab.kube.plot.Plot;
import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/** Draws plots, without a screen. */
final class Drawing {

  private static final int WIDTH = 900;
  private static final int LANE_HEIGHT = 36;
  private static final int AROUND = 90;
  private static final int HEIGHT_OF_BARS = 280;
  private static final String SVG = "http://www.w3.org/2000/svg";

  private Drawing() {}

  static String svg(Plot plot, Theme theme) {
    SVGGraphics2D graphics =
        new SVGGraphics2D(SVGGeneratorContext.createDefault(emptyDocument()), false);
    Dimension size = size(plot);
    graphics.setSVGCanvasSize(size);
    chart(plot, theme)
        .draw(graphics, new Rectangle2D.Double(0, 0, size.getWidth(), size.getHeight()));
    StringWriter text = new StringWriter();
    try {
      graphics.stream(text, true);
    } catch (IOException e) {
      throw new UncheckedIOException("A plot can't be written as SVG.", e);
    }
    return text.toString();
  }

  static byte[] png(Plot plot, Theme theme) {
    JFreeChart chart = chart(plot, theme);
    Dimension size = size(plot);
    try {
      ByteArrayOutputStream image = new ByteArrayOutputStream();
      ChartUtils.writeChartAsPNG(image, chart, size.width, size.height);
      return image.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("A plot can't be written as PNG.", e);
    }
  }

  private static JFreeChart chart(Plot plot, Theme theme) {
    if (plot instanceof Lanes lanes) {
      return LanesChart.of(lanes, theme);
    }
    return BarsChart.of((Bars) plot, theme);
  }

  private static Dimension size(Plot plot) {
    return new Dimension(
        WIDTH,
        plot instanceof Lanes lanes ? AROUND + LANE_HEIGHT * lanes.lanes().size() : HEIGHT_OF_BARS);
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The JDK has no XML parser.", e);
    }
  }
}
