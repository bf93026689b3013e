package dev.plateau.collector.reproduce;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median of a level over trajectories. */
public final class Medians {
  private Medians() {}

  /** Of some runs, at least one; NaN if one is. */
  public static double over(List<PlannedRun> runs, ToDoubleFunction<PlannedRun> level) {
    return of(runs.stream().mapToDouble(level).toArray());
  }

  /** Of some levels, which stay as they are; NaN if one is, or there are none. */
  public static double of(double[] levels) {
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    // NaN is sorted behind all numbers.
    if (sorted.length == 0 || Double.isNaN(sorted[sorted.length - 1])) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
