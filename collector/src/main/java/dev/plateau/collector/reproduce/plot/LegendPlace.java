package dev.plateau.collector.reproduce.plot;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.ui.RectangleAnchor;

/** A corner of a plot that its legend can be in. */
enum LegendPlace {
  LOWER_LEFT(0, 0, RectangleAnchor.BOTTOM_LEFT),
  UPPER_RIGHT(1, 1, RectangleAnchor.TOP_RIGHT),
  UPPER_LEFT(0, 1, RectangleAnchor.TOP_LEFT),
  LOWER_RIGHT(1, 0, RectangleAnchor.BOTTOM_RIGHT);

  /** What is free between the legend and the frame, as a share of the plot. */
  private static final double MARGIN = 0.015;

  /** Where lines are looked for between two of their points. */
  private static final int SAMPLES = 25;

  private final int right;
  private final int up;
  private final RectangleAnchor anchor;

  LegendPlace(int right, int up, RectangleAnchor anchor) {
    this.right = right;
    this.up = up;
    this.anchor = anchor;
  }

  /** Where the anchor is across the plot, 0 to 1. */
  double x() {
    return right == 1 ? 1 - MARGIN : MARGIN;
  }

  /** Where the anchor is up the plot, 0 to 1. */
  double y() {
    return up == 1 ? 1 - MARGIN : MARGIN;
  }

  /** The corner of the legend that is put there. */
  RectangleAnchor anchor() {
    return anchor;
  }

  /**
   * A corner where a legend covers no line.
   *
   * @param width of the legend, as a share of the plot's
   * @param height of the legend, as a share of the plot's
   * @return empty if there is none
   */
  static Optional<LegendPlace> free(
      List<Points> lines, AxisRange x, AxisRange y, double width, double height) {
    Map<LegendPlace, Boolean> taken = new EnumMap<>(LegendPlace.class);
    for (Points line : lines) {
      for (int i = 0; i < line.size(); i++) {
        int before = i > 0 && !line.isGap(i - 1) ? i - 1 : i;
        for (int k = 0; k <= SAMPLES && !line.isGap(i); k++) {
          double share = (double) k / SAMPLES;
          double atX = between(x.share(line.x(before)), x.share(line.x(i)), share);
          double atY = between(y.share(line.y(before)), y.share(line.y(i)), share);
          for (LegendPlace place : values()) {
            if (place.covers(atX, atY, width, height)) {
              taken.put(place, true);
            }
          }
        }
      }
    }
    for (LegendPlace place : values()) {
      if (!taken.containsKey(place) && width < 0.9 && height < 0.9) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private boolean covers(double x, double y, double width, double height) {
    double inward = right == 1 ? 1 - x : x;
    double away = up == 1 ? 1 - y : y;
    return inward < width + 2 * MARGIN && away < height + 2 * MARGIN;
  }

  private static double between(double from, double to, double share) {
    return from + share * (to - from);
  }
}
