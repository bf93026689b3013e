package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Axis;
import dev.plateau.collector.reproduce.Plot.Histogram;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.stream.DoubleStream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * Counts as bars. On a logarithmic axis of counts the bars stand on 0.7, so that a count of 1 is
 * seen; empty bins have no bar. Values that are not finite are counted in the label.
 */
final class HistogramPanel implements Panel {
  private static final double HEIGHT_OF_WIDTH = 0.7;
  private static final double FOOT_OF_LOG = 0.7;
  private static final double FREE_ABOVE = 1.06;
  private static final double FREE_ABOVE_LOG = 1.5;

  private final Histogram histogram;
  private final int width;

  /**
   * A histogram.
   *
   * @throws IllegalArgumentException naming it, if it has no bins
   */
  HistogramPanel(Histogram histogram, int width) {
    this.histogram = histogram;
    this.width = width;
    if (histogram.bins() < 1) {
      throw new IllegalArgumentException(
          "histogram '%s' must have a bin at least, got %d"
              .formatted(histogram.title(), histogram.bins()));
    }
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return (int) Math.round(width * HEIGHT_OF_WIDTH);
  }

  @Override
  public void paint(Graphics2D g, Rectangle2D place) {
    Bins bins = Bins.of(histogram.values(), histogram.bins());
    double foot = histogram.isLogCount() ? FOOT_OF_LOG : 0;
    XYIntervalSeries bars = new XYIntervalSeries("");
    int greatest = 1;
    for (int bin = 0; bin < bins.counts().size(); bin++) {
      int count = bins.counts().get(bin);
      greatest = Math.max(greatest, count);
      if (count > 0) {
        double from = bins.edge(bin);
        double to = bins.edge(bin + 1);
        bars.add((from + to) / 2, from, to, count, foot, count);
      }
    }
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(bars);
    XYPlot plot =
        ChartFrame.plot(
            Axis.linear(label(bins)),
            AxisRange.around(DoubleStream.of(bins.edge(0), bins.edge(bins.counts().size())), false),
            new Axis("count", histogram.isLogCount()),
            new AxisRange(
                foot,
                greatest * (histogram.isLogCount() ? FREE_ABOVE_LOG : FREE_ABOVE),
                histogram.isLogCount()),
            data,
            renderer());
    ChartFrame.chart(histogram.title(), plot, g, place.getWidth())
        .draw(g, new Rectangle2D.Double(place.getX(), place.getY(), place.getWidth(), height()));
  }

  private static XYBarRenderer renderer() {
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setUseYInterval(true);
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setSeriesPaint(0, Look.BARS);
    renderer.setDrawBarOutline(true);
    renderer.setSeriesOutlinePaint(0, Look.INK);
    renderer.setSeriesOutlineStroke(0, Look.HAIRLINE);
    return renderer;
  }

  private String label(Bins bins) {
    return bins.notFinite() == 0
        ? histogram.label()
        : "%s (%d not finite)".formatted(histogram.label(), bins.notFinite());
  }
}
