package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Axis;
import java.awt.Color;
import java.awt.Graphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;

/** What all charts with two axes have in common: title, axes, frame and grid. */
final class ChartFrame {
  private static final double FREE_BESIDE_TITLE = 16;

  static {
    // Else labels along vertical axes are outlines of letters, not text.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private ChartFrame() {}

  /** An empty plot with two axes and a frame. */
  static XYPlot plot(
      Axis across, AxisRange x, Axis up, AxisRange y, XYDataset data, XYItemRenderer renderer) {
    XYPlot plot = new XYPlot(data, axis(across, x), axis(up, y), renderer);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setOutlinePaint(Look.INK);
    plot.setOutlineStroke(Look.HAIRLINE);
    plot.setDomainGridlinePaint(Look.GRID);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setDomainGridlineStroke(Look.HAIRLINE);
    plot.setRangeGridlineStroke(Look.HAIRLINE);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(2, 4, 2, 14));
    return plot;
  }

  /** The chart around a plot, with a title that fits into a width, and no legend. */
  static JFreeChart chart(String title, XYPlot plot, Graphics2D g, double width) {
    JFreeChart chart =
        new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, /* createLegend= */ false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(4, 2, 4, 2));
    if (!title.isEmpty()) {
      TextTitle text =
          new TextTitle(
              title, Look.fitting(g, Look.TITLE, title, Math.max(1, width - FREE_BESIDE_TITLE)));
      text.setPaint(Look.INK);
      chart.setTitle(text);
    }
    return chart;
  }

  private static ValueAxis axis(Axis axis, AxisRange range) {
    ValueAxis drawn =
        axis.isLog() ? new DecadeAxis(axis.label(), range) : new PlainAxis(axis.label(), range);
    drawn.setLabelFont(Look.LABEL);
    drawn.setLabelPaint(Look.INK);
    drawn.setTickLabelFont(Look.TICK);
    drawn.setTickLabelPaint(Look.INK);
    drawn.setTickMarkPaint(Look.INK);
    drawn.setTickMarkStroke(Look.HAIRLINE);
    drawn.setTickMarkOutsideLength(4);
    drawn.setMinorTickMarkOutsideLength(2);
    drawn.setAxisLineVisible(false);
    return drawn;
  }
}
