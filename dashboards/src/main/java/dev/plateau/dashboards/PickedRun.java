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

  /** An extreme of all that was scraped since the point before. */
  static String overInterval(String function, String metric) {
    return function.substring(0, 3) + "(" + function + "(" + metric + RUN + "[$__rate_interval]))";
  }
}
