package dev.plateau.trainer.probe;

/**
 * Number of a matrix's singular values above an absolute threshold: #{j : σ_j > τ}.
 *
 * <p>Of a layer's weights it says how many directions the layer uses. Source: Beneventano, Pinto,
 * Poggio (2024), whose code takes τ = 1e-3 whatever σ₁ is; {@link RelativeRank} is relative.
 * Between 0 and min(rows, columns); NaN if an entry is NaN or infinite.
 */
public final class NumericalRank {
  /** The paper's τ. */
  public static final double PAPER_THRESHOLD = 1e-3;

  private final double threshold;

  /**
   * A rank with a threshold.
   *
   * @param threshold τ
   * @throws IllegalArgumentException quoting it, if it is not at least 0 and finite
   */
  public NumericalRank(double threshold) {
    if (!(threshold >= 0 && Double.isFinite(threshold))) {
      throw new IllegalArgumentException(
          "a singular value's threshold must be finite and >= 0, got " + threshold);
    }
    this.threshold = threshold;
  }

  /**
   * Measures a matrix.
   *
   * @throws IllegalArgumentException if it is empty
   */
  public double of(Matrix matrix) {
    return among(SingularValues.of(matrix));
  }

  /** The rank of a matrix whose singular values are known, in any order. */
  public double among(double[] singularValues) {
    int rank = 0;
    for (double value : singularValues) {
      if (Double.isNaN(value)) {
        return Double.NaN;
      }
      rank += value > threshold ? 1 : 0;
    }
    return rank;
  }
}
