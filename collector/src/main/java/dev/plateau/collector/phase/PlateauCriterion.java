package dev.plateau.collector.phase;

import java.util.Arrays;

/**
 * Whether a stretch of log₁₀ block means is level: neither its trend nor its halves' difference
 * exceeds its own scatter, and it does not fall steadily.
 *
 * <p>The stretch is cut into 16 batches with means b₀..b₁₅. Over all pairs i &lt; j, T = 15 ·
 * median((bⱼ − bᵢ)/(j − i)) is the change along the whole stretch (Theil–Sen slope) and τ = Σ
 * sign(bⱼ − bᵢ)/120 its monotony (Kendall). H is the last quarter's mean less the first quarter's,
 * the scatter 1.4826 · median|b − median b|. A rise is accepted however steady it is: a warm-up
 * needs no special case.
 */
final class PlateauCriterion {
  private static final int BATCHES = 16;
  private static final int QUARTER = BATCHES / 4;
  private static final int PAIRS = BATCHES * (BATCHES - 1) / 2;

  /** Makes the median absolute deviation of normal numbers their standard deviation. */
  private static final double NORMAL_CONSISTENCY = 1.4826;

  private static final double ALWAYS_TOLERATED_CHANGE = 0.2;
  private static final double LARGEST_SCATTER = 0.5;
  private static final double STEADIEST_FALL = -0.5;

  private PlateauCriterion() {}

  /** Whether {@code logs[from..to)}, at least 16 values in decades, is level. */
  static boolean isLevel(double[] logs, int from, int to) {
    double[] batches = batchMeans(logs, from, to);
    double scatter = scatter(batches);
    double tolerated = Math.max(ALWAYS_TOLERATED_CHANGE, scatter);
    return scatter <= LARGEST_SCATTER
        && Math.abs(changeOfQuarters(batches)) <= tolerated
        && monotony(batches) >= STEADIEST_FALL
        && Math.abs(trend(batches)) <= tolerated;
  }

  private static double[] batchMeans(double[] logs, int from, int to) {
    int length = to - from;
    double[] batches = new double[BATCHES];
    for (int k = 0; k < BATCHES; k++) {
      batches[k] = Mean.of(logs, from + length * k / BATCHES, from + length * (k + 1) / BATCHES);
    }
    return batches;
  }

  private static double scatter(double[] batches) {
    double middle = Median.reordering(batches.clone());
    double[] deviations = new double[BATCHES];
    Arrays.setAll(deviations, k -> Math.abs(batches[k] - middle));
    return NORMAL_CONSISTENCY * Median.reordering(deviations);
  }

  private static double changeOfQuarters(double[] batches) {
    return Mean.of(batches, BATCHES - QUARTER, BATCHES) - Mean.of(batches, 0, QUARTER);
  }

  private static double monotony(double[] batches) {
    double sum = 0;
    for (int i = 0; i < BATCHES; i++) {
      for (int j = i + 1; j < BATCHES; j++) {
        sum += Math.signum(batches[j] - batches[i]);
      }
    }
    return sum / PAIRS;
  }

  private static double trend(double[] batches) {
    double[] slopes = new double[PAIRS];
    int pair = 0;
    for (int i = 0; i < BATCHES; i++) {
      for (int j = i + 1; j < BATCHES; j++) {
        slopes[pair++] = (batches[j] - batches[i]) / (j - i);
      }
    }
    return (BATCHES - 1) * Median.reordering(slopes);
  }
}
