package dev.plateau.trainer.probe;

/**
 * Numerical rank of the tangent features φ: #{j : σ_j / σ_1 > τ} for the singular values σ of φ.
 *
 * <p>φ is (samples × parameters), row i the gradient of the network's output at fresh sample i with
 * respect to its parameters; the papers take as many samples as parameters. Give it {@link
 * TangentFeatures} or {@link DiagonalTangentFeatures}. Source: Andriushchenko, Varre,
 * Pillaud-Vivien, Flammarion, "SGD with Large Step Sizes Learns Sparse Features" (ICML 2023), §3.
 * Between 0 (φ = 0) and min(samples, parameters); NaN if an entry of φ is NaN or infinite.
 */
public final class RelativeRank {
  /** The papers' τ for ReLU networks. */
  public static final double RELU_THRESHOLD = 1e-4;

  /**
   * The papers' τ for diagonal networks: near machine precision, so for direct decompositions only.
   */
  public static final double DIAGONAL_THRESHOLD = 1e-15;

  private final double threshold;

  /**
   * A rank with a threshold.
   *
   * @param threshold τ, relative to the largest singular value
   * @throws IllegalArgumentException quoting it, if it is not in [0, 1)
   */
  public RelativeRank(double threshold) {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("a rank's threshold must be in [0, 1), got " + threshold);
    }
    this.threshold = threshold;
  }

  /**
   * Measures tangent features.
   *
   * @param phi (samples × parameters)
   * @throws IllegalArgumentException if it is empty
   */
  public double of(Matrix phi) {
    double[] values = SingularValues.of(phi);
    double largest = values[0];
    if (Double.isNaN(largest)) {
      return Double.NaN;
    }
    int rank = 0;
    while (rank < values.length && values[rank] / largest > threshold) {
      rank++;
    }
    return rank;
  }
}
