package dev.plateau.dashboards;

/** Queries about the run that was picked. */
final class PickedRun {
  /** Its selector. */
  static final String RUN = "{run=\"$run\"}";

  /** At most so many points a curve. */
  static final int CURVE_POINTS = 1_500;

  private PickedRun() {}

  /** The run's series as it is, for a curve. */
  static String live(String metric) {
    return "max(" + metric + RUN + ")";
  }

  /** The run's last value within the shown range, if it has ended meanwhile. */
  static String last(String metric) {
    return "max(last_over_time(" + metric + RUN + "[$__range]))";
  }

  /** The same without NaN and infinities, which would leave a chart over step without an axis. */
  static String finite(String metric) {
    return live(metric) + " < Inf";
  }

  /** The largest value of all that was scraped since the point before. */
  static String largestSince(String metric) {
    return "max(max_over_time(" + metric + RUN + "[$__rate_interval]))";
  }
}
