package dev.plateau.collector.reproduce.plot;

import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * From where to where an axis goes.
 *
 * @param lower its least value; above 0 if it is logarithmic
 * @param upper its greatest; above lower
 * @param isLog whether it is logarithmic
 */
record AxisRange(double lower, double upper, boolean isLog) {
  /** What is left free at either end, as a share of the whole. */
  private static final double MARGIN = 0.04;

  /**
   * The range that shows all values, with a margin. Equal values are in its middle; of no value it
   * is 0 to 1, or 0.1 to 10 if logarithmic.
   *
   * @param values finite, and above 0 if logarithmic
   */
  static AxisRange around(DoubleStream values, boolean isLog) {
    DoubleSummaryStatistics all = values.summaryStatistics();
    if (all.getCount() == 0) {
      return isLog ? new AxisRange(0.1, 10, true) : new AxisRange(0, 1, false);
    }
    if (isLog) {
      double least = Math.log10(all.getMin());
      double greatest = Math.log10(all.getMax());
      double margin = least == greatest ? 1 : MARGIN * (greatest - least);
      // Neither end may leave what doubles can say: there is no logarithm of 0.
      return new AxisRange(
          Math.max(Math.pow(10, least - margin), Double.MIN_NORMAL),
          Math.min(Math.pow(10, greatest + margin), Double.MAX_VALUE),
          true);
    }
    double least = all.getMin();
    double greatest = all.getMax();
    double margin = MARGIN * (greatest - least);
    if (!(least - margin < greatest + margin) || margin < Math.ulp(greatest - least)) {
      margin = Math.max(Math.abs(greatest) / 2, 0.5);
    }
    return new AxisRange(least - margin, greatest + margin, false);
  }

  /** Where a value is: 0 at the lower end, 1 at the upper. */
  double share(double value) {
    return isLog
        ? (Math.log(value) - Math.log(lower)) / (Math.log(upper) - Math.log(lower))
        : (value - lower) / (upper - lower);
  }

  /** The value at a share, the inverse of {@link #share}. */
  double value(double share) {
    return isLog
        ? Math.exp(Math.log(lower) + share * (Math.log(upper) - Math.log(lower)))
        : lower + share * (upper - lower);
  }
}
