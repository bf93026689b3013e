package dev.plateau.collector.reproduce.plot;

import java.util.Arrays;
import java.util.List;

/**
 * How many values are in each of some bins of equal width, from the least value to the greatest;
 * the last bin includes its upper edge, and values that are not finite are in none. Equal values
 * are in the middle of bins over one unit.
 *
 * @param lower edge of the first bin
 * @param width of a bin, above 0
 * @param counts of each bin
 * @param notFinite values that are NaN or infinite
 */
record Bins(double lower, double width, List<Integer> counts, int notFinite) {
  /** Puts values into bins. */
  static Bins of(List<Double> values, int bins) {
    double[] finite =
        values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite).toArray();
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (double value : finite) {
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
    }
    double width = (greatest - least) / bins;
    if (!(least + width > least && width < Double.POSITIVE_INFINITY)) {
      double middle = finite.length == 0 ? 0.5 : least;
      double half = Math.max(0.5, Math.abs(middle) / 4);
      least = middle - half;
      width = 2 * half / bins;
    }
    Integer[] counts = new Integer[bins];
    Arrays.fill(counts, 0);
    for (double value : finite) {
      int bin = (int) Math.floor((value - least) / width);
      counts[Math.max(0, Math.min(bin, bins - 1))]++;
    }
    return new Bins(least, width, List.of(counts), values.size() - finite.length);
  }

  /** The lower edge of a bin; of the one after the last, the upper edge of that. */
  double edge(int bin) {
    return lower + bin * width;
  }
}
