package dev.plateau.collector.reproduce.plot;

import java.util.HashSet;
import java.util.Set;

/** Many dots with as many as a picture can show: of those within one pixel the first. */
final class DotThinning {
  private DotThinning() {}

  /**
   * Thins dots.
   *
   * @param columns pixels across the horizontal axis, at least 1
   * @param rows pixels along the vertical axis, at least 1
   */
  static Points thin(Points points, AxisRange x, AxisRange y, int columns, int rows) {
    Points.Builder kept = new Points.Builder();
    Set<Pixel> taken = new HashSet<>();
    for (int i = 0; i < points.size(); i++) {
      if (points.isGap(i)) {
        continue;
      }
      Pixel pixel =
          new Pixel(
              (long) Math.floor(x.share(points.x(i)) * columns),
              (long) Math.floor(y.share(points.y(i)) * rows));
      if (taken.add(pixel)) {
        kept.add(points.x(i), points.y(i));
      }
    }
    return kept.build();
  }

  private record Pixel(long column, long row) {}
}
