package dev.plateau.collector.phase;

/** Arithmetic mean, summed from left to right. */
final class Mean {
  private Mean() {}

  /** Mean of {@code values[from..to)}; NaN if there are none. */
  static double of(double[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }
}
