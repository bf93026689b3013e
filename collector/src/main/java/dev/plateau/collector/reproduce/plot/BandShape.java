package dev.plateau.collector.reproduce.plot;

import dev.plateau.collector.reproduce.Plot.Axis;
import dev.plateau.collector.reproduce.Plot.Line;
import java.util.ArrayList;
import java.util.List;

/** The shaded band of a line between its lower and its upper edge. */
final class BandShape {
  private BandShape() {}

  /**
   * The band as polygons: x, y, x, y and so on, the upper edge from left to right and the lower
   * edge back. One for each part without a gap; a gap is where either edge cannot be drawn. None if
   * the line has no edges.
   *
   * @param columns pixels across; the edges are thinned to them
   * @throws IllegalArgumentException naming the line, if there are not as many of both edges as of
   *     x
   */
  static List<double[]> polygons(Line line, Axis across, Axis up, AxisRange x, int columns) {
    List<double[]> polygons = new ArrayList<>();
    List<Points> lower = edge(line, line.lower(), line.upper(), across, up).parts();
    List<Points> upper = edge(line, line.upper(), line.lower(), across, up).parts();
    for (int i = 0; i < lower.size(); i++) {
      polygons.add(
          polygon(
              CurveThinning.thin(lower.get(i), x, columns),
              CurveThinning.thin(upper.get(i), x, columns)));
    }
    return polygons;
  }

  /** The points of an edge, with gaps where the other one has them. */
  static Points edge(Line line, List<Double> edge, List<Double> other, Axis across, Axis up) {
    if (edge.size() != other.size() || (!edge.isEmpty() && edge.size() != line.x().size())) {
      throw new IllegalArgumentException(
          "the band of line '%s' must have as many lower and upper edges as x, got %d and %d of %d"
              .formatted(line.name(), line.lower().size(), line.upper().size(), line.x().size()));
    }
    if (edge.isEmpty()) {
      return Points.of(line.name(), List.of(), List.of(), across, up);
    }
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < edge.size(); i++) {
      y.add(Points.isDrawn(other.get(i), up) ? edge.get(i) : Double.NaN);
    }
    return Points.of(line.name(), line.x(), y, across, up);
  }

  private static double[] polygon(Points lower, Points upper) {
    double[] polygon = new double[2 * (lower.size() + upper.size())];
    int at = 0;
    for (int i = 0; i < upper.size(); i++) {
      polygon[at++] = upper.x(i);
      polygon[at++] = upper.y(i);
    }
    for (int i = lower.size() - 1; i >= 0; i--) {
      polygon[at++] = lower.x(i);
      polygon[at++] = lower.y(i);
    }
    return polygon;
  }
}
