package dev.plateau.trainer.probe;

/**
 * Euclidean norm of all entries: (Σ a_ij²)^½. ≥ 0; NaN if an entry is; entries above 1e154 in size
 * overflow to infinity.
 */
public final class FrobeniusNorm {
  private FrobeniusNorm() {}

  /** The norm of a matrix; 0 if it is empty. */
  public static double of(Matrix matrix) {
    double sum = 0;
    for (double value : matrix.data()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
