package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Axis;
import dev.plateau.collector.reproduce.Plot.Line;
import dev.plateau.collector.reproduce.Plot.Lines;
import dev.plateau.collector.reproduce.Plot.Mark;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Lines, dots, bands and marks over two axes. The legend is in a corner where it covers no line,
 * else below; a single line without a name has none.
 */
final class LinesPanel implements Panel {
  private static final double HEIGHT_OF_WIDTH = 0.7;

  /** Pixels of labels and title, about: what the plot itself is smaller by. */
  private static final int AROUND = 75;

  private static final int LEGEND_ROW = 17;
  private static final int LEGEND_SIDE = 48;
  private static final double DOT = 4;

  private final Lines lines;
  private final int width;
  private final List<Points> curves = new ArrayList<>();
  private final AxisRange x;
  private final AxisRange y;

  /**
   * Lines of a plot.
   *
   * @throws IllegalArgumentException naming the line, if its numbers do not fit each other
   */
  LinesPanel(Lines lines, int width) {
    this.lines = lines;
    this.width = width;
    List<Points> all = new ArrayList<>();
    for (Line line : lines.lines()) {
      Points curve = Points.of(line.name(), line.x(), line.y(), lines.x(), lines.y());
      curves.add(curve);
      all.add(curve);
      all.add(BandShape.edge(line, line.lower(), line.upper(), lines.x(), lines.y()));
      all.add(BandShape.edge(line, line.upper(), line.lower(), lines.x(), lines.y()));
    }
    x = range(all.stream().flatMapToDouble(Points::xs), lines.x());
    y = range(all.stream().flatMapToDouble(Points::ys), lines.y());
  }

  private static AxisRange range(DoubleStream values, Axis axis) {
    return axis.shown()
        .map(shown -> new AxisRange(shown.least(), shown.most(), axis.isLog()))
        .orElseGet(() -> AxisRange.around(values, axis.isLog()));
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
    DefaultXYDataset data = new DefaultXYDataset();
    List<Points> drawn = new ArrayList<>();
    LinesRenderer renderer = new LinesRenderer(drawn);
    renderer.setLegendLine(new Line2D.Double(-9, 0, 9, 0));
    renderer.setLegendItemLabelGenerator((of, line) -> lines.lines().get(line).name());
    for (int i = 0; i < curves.size(); i++) {
      Points points = thinned(i);
      drawn.add(points);
      data.addSeries(i, points.coordinates());
      style(renderer, i);
    }
    XYPlot plot = ChartFrame.plot(lines.x(), x, lines.y(), y, data, renderer);
    lines.marks().forEach(mark -> plot.addDomainMarker(marker(mark), Layer.BACKGROUND));
    JFreeChart chart = ChartFrame.chart(lines.title(), plot, g, place.getWidth());
    if (curves.size() > 1 || lines.lines().stream().anyMatch(line -> !line.name().isEmpty())) {
      addLegend(chart, plot, g, drawn);
    }
    chart.draw(g, new Rectangle2D.Double(place.getX(), place.getY(), place.getWidth(), height()));
  }

  /** Lines as paths, with a dot where no line leads to a point. */
  private static final class LinesRenderer extends XYLineAndShapeRenderer {
    // Not serialised: a panel is painted and forgotten.
    private final transient List<Points> points;

    LinesRenderer(List<Points> points) {
      this.points = points;
      setDrawSeriesLineAsPath(true);
      setDrawOutlines(false);
    }

    @Override
    public boolean getItemShapeVisible(int series, int item) {
      return super.getItemShapeVisible(series, item) || points.get(series).isAlone(item);
    }
  }

  private Points thinned(int i) {
    return lines.lines().get(i).isDots()
        ? DotThinning.thin(curves.get(i), x, y, width, height())
        : CurveThinning.thin(curves.get(i), x, width);
  }

  private void style(XYLineAndShapeRenderer renderer, int i) {
    Line line = lines.lines().get(i);
    renderer.setSeriesLinesVisible(i, !line.isDots());
    renderer.setSeriesShapesVisible(i, line.isDots());
    renderer.setSeriesPaint(i, Look.line(i));
    renderer.setSeriesStroke(i, Look.stroke(i));
    renderer.setSeriesShape(i, new Ellipse2D.Double(-DOT / 2, -DOT / 2, DOT, DOT));
    for (double[] polygon : BandShape.polygons(line, lines.x(), lines.y(), x, width)) {
      renderer.addAnnotation(
          new XYPolygonAnnotation(polygon, null, null, Look.band(i)), Layer.BACKGROUND);
    }
  }

  private static ValueMarker marker(Mark mark) {
    ValueMarker marker = new ValueMarker(mark.x(), Look.line(mark.line()), Look.MARK);
    marker.setAlpha(1);
    return marker;
  }

  private void addLegend(JFreeChart chart, XYPlot plot, Graphics2D g, List<Points> drawn) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setItemFont(Look.TICK);
    legend.setItemPaint(Look.INK);
    legend.setBackgroundPaint(Color.WHITE);
    double needed = LEGEND_SIDE;
    for (Line line : lines.lines()) {
      needed = Math.max(needed, LEGEND_SIDE + g.getFontMetrics(Look.TICK).stringWidth(line.name()));
    }
    Optional<LegendPlace> place =
        LegendPlace.free(
            drawn,
            x,
            y,
            needed / (width - AROUND),
            (double) (LEGEND_ROW * curves.size() + 6) / (height() - AROUND));
    if (place.isPresent()) {
      legend.setFrame(new BlockBorder(Look.GRID));
      legend.setPosition(RectangleEdge.RIGHT);
      plot.addAnnotation(
          new XYTitleAnnotation(
              linearShare(x, place.get().x()),
              linearShare(y, place.get().y()),
              legend,
              place.get().anchor()));
    } else {
      legend.setFrame(BlockBorder.NONE);
      legend.setPosition(RectangleEdge.BOTTOM);
      legend.setPadding(new RectangleInsets(2, 2, 0, 2));
      chart.addLegend(legend);
    }
  }

  /** The library takes an annotation's place as a share of the values, on logarithmic axes too. */
  private static double linearShare(AxisRange range, double share) {
    return (range.value(share) - range.lower()) / (range.upper() - range.lower());
  }
}
