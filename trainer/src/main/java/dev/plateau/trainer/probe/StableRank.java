package dev.plateau.trainer.probe;

/**
 * Stable rank of a matrix: ‖W‖_F² / σ₁² = Σ (σ_j / σ₁)².
 *
 * <p>A rank that needs no threshold and changes smoothly; at most the rank. Between 1 and min(rows,
 * columns), 0 for a zero matrix, as its rank is; NaN if an entry is NaN or infinite.
 */
public final class StableRank {
  private StableRank() {}

  /**
   * Measures a matrix.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public static double of(Matrix matrix) {
    return among(SingularValues.of(matrix));
  }

  /** The stable rank of a matrix whose singular values are known, in descending order. */
  public static double among(double[] singularValues) {
    double largest = singularValues[0];
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (double value : singularValues) {
      sum += value / largest * (value / largest);
    }
    return sum;
  }
}
