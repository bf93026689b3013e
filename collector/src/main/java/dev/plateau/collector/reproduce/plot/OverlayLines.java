package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Axis;
import dev.plateau.collector.reproduce.Plot.Line;
import dev.plateau.collector.reproduce.Plot.Overlay;
import dev.plateau.collector.reproduce.Plot.Shown;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/**
 * Lines and dots over an image, white around, so that they are seen on every colour; cut off at its
 * edges.
 *
 * @param overlay what is drawn
 * @param cells where the image is
 * @param cell pixels of a cell's side
 */
record OverlayLines(Overlay overlay, Rectangle2D cells, int cell) {
  private static final Axis PLAIN = Axis.linear("");
  private static final double DOT = 6;

  /** Paints them. */
  void paint(Graphics2D g) {
    Shape clip = g.getClip();
    g.clip(cells);
    for (int i = 0; i < overlay.lines().size(); i++) {
      Line line = overlay.lines().get(i);
      Points points = Points.of(line.name(), line.x(), line.y(), PLAIN, PLAIN);
      if (line.isDots()) {
        paintDots(g, points, Look.line(i));
      } else {
        paintLine(g, points, Look.line(i));
      }
    }
    g.setClip(clip);
  }

  private void paintLine(Graphics2D g, Points points, Color color) {
    Path2D path = new Path2D.Double();
    for (Points part : points.parts()) {
      path.moveTo(x(part.x(0)), y(part.y(0)));
      for (int i = 1; i < part.size(); i++) {
        path.lineTo(x(part.x(i)), y(part.y(i)));
      }
    }
    g.setColor(Color.WHITE);
    g.setStroke(Look.HALO);
    g.draw(path);
    g.setColor(color);
    g.setStroke(Look.stroke(0));
    g.draw(path);
  }

  private void paintDots(Graphics2D g, Points points, Color color) {
    for (int i = 0; i < points.size(); i++) {
      if (!points.isGap(i)) {
        Shape dot =
            new Ellipse2D.Double(x(points.x(i)) - DOT / 2, y(points.y(i)) - DOT / 2, DOT, DOT);
        g.setColor(color);
        g.fill(dot);
        g.setColor(Color.WHITE);
        g.setStroke(Look.HAIRLINE);
        g.draw(dot);
      }
    }
  }

  private double x(double value) {
    return cells.getX() + cell / 2.0 + share(value, overlay.across()) * (cells.getWidth() - cell);
  }

  private double y(double value) {
    return cells.getMaxY() - cell / 2.0 - share(value, overlay.up()) * (cells.getHeight() - cell);
  }

  private static double share(double value, Shown shown) {
    return (value - shown.least()) / (shown.most() - shown.least());
  }
}
