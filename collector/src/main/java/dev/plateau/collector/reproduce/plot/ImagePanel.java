package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Image;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * A matrix as square cells, each a whole number of pixels wide, so that no seams are seen between
 * them. Dark to bright over the range of its finite values; all equal: dark; not finite: grey.
 */
final class ImagePanel implements Panel {
  private static final int TITLE_HEIGHT = 26;
  private static final int SIDE = 6;

  private final Image image;
  private final int rows;
  private final int columns;
  private final int cell;

  /**
   * An image.
   *
   * @param width pixels that it should have; it has more if there are more columns
   * @throws IllegalArgumentException naming the image, if it has no cells or rows of several
   *     lengths
   */
  ImagePanel(Image image, int width) {
    this.image = image;
    rows = image.values().size();
    columns = rows == 0 ? 0 : image.values().get(0).size();
    if (columns == 0) {
      throw new IllegalArgumentException("image '%s' has no cells".formatted(image.title()));
    }
    for (List<Double> row : image.values()) {
      if (row.size() != columns) {
        throw new IllegalArgumentException(
            "rows of image '%s' must have one length, got %d and %d"
                .formatted(image.title(), columns, row.size()));
      }
    }
    int room = width - 2 * SIDE;
    cell = Math.max(1, Math.min(room / columns, 2 * room / rows));
  }

  @Override
  public int width() {
    return columns * cell + 2 * SIDE;
  }

  @Override
  public int height() {
    return TITLE_HEIGHT + rows * cell + SIDE;
  }

  @Override
  public void paint(Graphics2D g, Rectangle2D place) {
    int left = (int) Math.round(place.getCenterX() - columns * cell / 2.0);
    int top = (int) Math.round(place.getY()) + TITLE_HEIGHT;
    paintTitle(g, place);
    paintCells(g, left, top);
    Rectangle2D cells = new Rectangle(left, top, columns * cell, rows * cell);
    image.overlay().ifPresent(over -> new OverlayLines(over, cells, cell).paint(g));
    g.setColor(Look.INK);
    g.setStroke(Look.HAIRLINE);
    g.draw(new Rectangle(left, top, columns * cell, rows * cell));
  }

  private void paintTitle(Graphics2D g, Rectangle2D place) {
    Font font = Look.fitting(g, Look.TITLE, image.title(), place.getWidth() - 4);
    g.setFont(font);
    g.setColor(Look.INK);
    int width = g.getFontMetrics(font).stringWidth(image.title());
    g.drawString(
        image.title(),
        (float) (place.getCenterX() - width / 2.0),
        (float) place.getY() + TITLE_HEIGHT - 8);
  }

  private void paintCells(Graphics2D g, int left, int top) {
    DoubleSummaryStatistics range =
        image.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .summaryStatistics();
    Gradient gradient = Gradient.of(image.palette());
    Object smooth = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        g.setColor(color(image.values().get(row).get(column), range, gradient));
        g.fill(new Rectangle(left + column * cell, top + row * cell, cell, cell));
      }
    }
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
  }

  private static Color color(double value, DoubleSummaryStatistics range, Gradient gradient) {
    if (!Double.isFinite(value)) {
      return Look.NO_VALUE;
    }
    // Halved, so that a range from one end of the doubles to the other is still finite.
    double length = range.getMax() / 2 - range.getMin() / 2;
    return gradient.at(length == 0 ? 0 : (value / 2 - range.getMin() / 2) / length);
  }
}
