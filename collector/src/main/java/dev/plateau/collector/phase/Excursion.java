package dev.plateau.collector.phase;

import java.util.Arrays;
import java.util.Optional;

/**
 * The latest blocks of a plateau, where they lie farther from its level than its own past
 * excursions of the same length would explain.
 *
 * @param blocks how many of the latest blocks
 * @param level median of log₁₀ of the plateau's block means, without its first quarter
 * @param change mean of log₁₀ of those blocks, less the level, in decades
 */
record Excursion(int blocks, double level, double change) {
  private static final double SHORTEST_SHARE = 0.03;
  private static final double LONGEST_SHARE = 0.25;
  private static final double SETTLING_SHARE = 0.25;
  private static final int FEWEST_CROSSINGS = 2;
  private static final double SMALLEST_FALL = 0.3;
  private static final double SMALLEST_RISE = 1.5;
  private static final double BAND = 0.3;
  private static final double DEVIATIONS = 5;
  private static final double EXTREMES = 2.5;

  /** Whether the loss fell; otherwise it rose. */
  boolean isFall() {
    return change < 0;
  }

  /**
   * Tries windows of 3 % to 25 % of the plateau, each half as long again as the last, and gives the
   * shortest that stands out.
   *
   * @param logs log₁₀ of the plateau's block means, the first {@code count} entries
   * @param count at least 32, as every plateau has; so there are at least 8 past windows
   */
  static Optional<Excursion> find(double[] logs, int count) {
    int shortest = shortest(count);
    int from = settled(count);
    if (!newestMayBeBeyondBand(logs, from, count - shortest, count)) {
      return Optional.empty();
    }
    double level = level(logs, count);
    for (int r = shortest; r <= LONGEST_SHARE * count; r = Math.max(r + 1, r * 3 / 2)) {
      int start = count - r;
      double change = Mean.of(logs, start, count) - level;
      boolean large = change < -SMALLEST_FALL || change > SMALLEST_RISE;
      if (large
          && allBeyondBand(logs, start, count, level, change)
          && standsOut(PastWindows.of(logs, from, start, r, level), change)) {
        return Optional.of(new Excursion(r, level, change));
      }
    }
    return Optional.empty();
  }

  /** Median of log₁₀ of the block means between the settling and the latest blocks. */
  static double level(double[] logs, int count) {
    return Median.reordering(Arrays.copyOfRange(logs, settled(count), count - shortest(count)));
  }

  /**
   * Whether all of {@code logs[newest..count)} can be beyond the band about the median of {@code
   * logs[from..newest)}: only if half of those are that far on the other side. Nearly always false,
   * and counting is ten times cheaper than the median.
   */
  private static boolean newestMayBeBeyondBand(double[] logs, int from, int newest, int count) {
    double lowest = logs[newest];
    double highest = logs[newest];
    for (int i = newest + 1; i < count; i++) {
      lowest = Math.min(lowest, logs[i]);
      highest = Math.max(highest, logs[i]);
    }
    // A little less than the band, so that rounding never decides.
    double near = 0.99 * BAND;
    int above = 0;
    int below = 0;
    for (int i = from; i < newest; i++) {
      above += logs[i] > highest + near ? 1 : 0;
      below += logs[i] < lowest - near ? 1 : 0;
    }
    return Math.max(above, below) >= (newest - from) / 2;
  }

  private static int shortest(int count) {
    return Math.max(1, (int) (SHORTEST_SHARE * count));
  }

  private static int settled(int count) {
    return (int) (SETTLING_SHARE * (count - shortest(count)));
  }

  private static boolean allBeyondBand(
      double[] logs, int start, int count, double level, double change) {
    for (int i = start; i < count; i++) {
      boolean beyond = change < 0 ? logs[i] < level - BAND : logs[i] > level + BAND;
      if (!beyond) {
        return false;
      }
    }
    return true;
  }

  private static boolean standsOut(PastWindows past, double change) {
    double extreme = change < 0 ? -past.lowest() : past.highest();
    double threshold = Math.max(DEVIATIONS * past.standardDeviation(), EXTREMES * extreme);
    return past.crossings() >= FEWEST_CROSSINGS && Math.abs(change) > threshold;
  }
}
