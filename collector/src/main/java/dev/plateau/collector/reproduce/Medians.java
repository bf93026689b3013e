package dev.plateau.collector.reproduce;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median of a level over trajectories. */
public final class Medians {
  private Medians() {}

  /** Of some runs, at least one; NaN if one is. */
  public static double over(List<PlannedRun> runs, ToDoubleFunction<PlannedRun> level) {
    double[] levels = runs.stream().mapToDouble(level).sorted().toArray();
    int half = levels.length / 2;
    // NaN is sorted behind all numbers.
    if (Double.isNaN(levels[levels.length - 1])) {
      return Double.NaN;
    }
    return levels.length % 2 == 1 ? levels[half] : (levels[half - 1] + levels[half]) / 2;
  }
}
