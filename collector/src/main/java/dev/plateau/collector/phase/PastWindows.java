package dev.plateau.collector.phase;

/**
 * Means of all windows of one length in a stretch of log₁₀ block means, in decades from a level:
 * the stretch's own excursions at that scale. At least one.
 */
final class PastWindows {
  private final double[] excursions;

  private PastWindows(double[] excursions) {
    this.excursions = excursions;
  }

  /**
   * Of {@code logs[from..to)}, each window summed afresh, so that a constant stretch gives one
   * value and no spurious crossings.
   *
   * @param length blocks of a window, at most {@code to - from}
   */
  static PastWindows of(double[] logs, int from, int to, int length, double level) {
    double[] excursions = new double[to - from - length + 1];
    for (int i = 0; i < excursions.length; i++) {
      excursions[i] = Mean.of(logs, from + i, from + i + length) - level;
    }
    return new PastWindows(excursions);
  }

  /** The lowest excursion, 0 if all are above the level. */
  double lowest() {
    double lowest = 0;
    for (double excursion : excursions) {
      lowest = Math.min(lowest, excursion);
    }
    return lowest;
  }

  /** The highest excursion, 0 if all are below the level. */
  double highest() {
    double highest = 0;
    for (double excursion : excursions) {
      highest = Math.max(highest, excursion);
    }
    return highest;
  }

  /** How often consecutive windows lie on different sides of the level. */
  int crossings() {
    int crossings = 0;
    for (int i = 1; i < excursions.length; i++) {
      crossings += (excursions[i] > 0) != (excursions[i - 1] > 0) ? 1 : 0;
    }
    return crossings;
  }

  /** Population standard deviation. */
  double standardDeviation() {
    double mean = Mean.of(excursions, 0, excursions.length);
    double squares = 0;
    for (double excursion : excursions) {
      squares += (excursion - mean) * (excursion - mean);
    }
    return Math.sqrt(squares / excursions.length);
  }
}
