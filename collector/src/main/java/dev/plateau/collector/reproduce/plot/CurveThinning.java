package dev.plateau.collector.reproduce.plot;

/**
 * Long curves with as many points as a picture can show. Of points that follow each other within
 * one pixel column it keeps the first, the least, the greatest and the last, in their order, and a
 * gap where there is one between them: so every spike stays, and at most nine entries of a column.
 * On a logarithmic axis the columns are as wide as they look.
 */
final class CurveThinning {
  private CurveThinning() {}

  /**
   * Thins a curve.
   *
   * @param x the horizontal axis
   * @param columns pixels across it, at least 1
   */
  static Points thin(Points points, AxisRange x, int columns) {
    Points.Builder kept = new Points.Builder();
    int from = 0;
    while (from < points.size()) {
      int to = endOfColumn(points, from, x, columns);
      keepOfColumn(points, from, to, kept);
      from = to;
    }
    return kept.build();
  }

  /** Where the next point is of another column; gaps are of the column that they follow. */
  private static int endOfColumn(Points points, int from, AxisRange x, int columns) {
    long column = Long.MIN_VALUE;
    for (int i = from; i < points.size(); i++) {
      if (!points.isGap(i)) {
        long here = (long) Math.floor(x.share(points.x(i)) * columns);
        if (column != Long.MIN_VALUE && here != column) {
          return i;
        }
        column = here;
      }
    }
    return points.size();
  }

  private static void keepOfColumn(Points points, int from, int to, Points.Builder kept) {
    int first = -1;
    int last = -1;
    int least = -1;
    int greatest = -1;
    for (int i = from; i < to; i++) {
      if (!points.isGap(i)) {
        first = first < 0 ? i : first;
        last = i;
        least = least < 0 || points.y(i) < points.y(least) ? i : least;
        greatest = greatest < 0 || points.y(i) > points.y(greatest) ? i : greatest;
      }
    }
    for (int i = from; i < to; i++) {
      if (points.isGap(i)) {
        kept.addGap();
      } else if (i == first || i == last || i == least || i == greatest) {
        kept.add(points.x(i), points.y(i));
      }
    }
  }
}
