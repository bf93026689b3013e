package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * Eigenvalues λ of a tangent kernel K = φφᵀ, and the ranks that follow from them. They are the
 * squares of φ's singular values (LAPACK's dsyevd, in double): right to about 1e-16 of the largest,
 * so that singular values below 1e-8 of the largest are lost.
 *
 * <p>All is NaN if an entry of K is NaN or infinite, or if the algorithm does not converge.
 */
public final class KernelSpectrum {
  /** The smallest threshold that a Gram matrix can be asked for. */
  public static final double LEAST_THRESHOLD = 1e-6;

  private final double[] descending;

  private KernelSpectrum(double[] descending) {
    this.descending = descending;
  }

  /**
   * The spectrum of a symmetric matrix.
   *
   * @param kernel (samples × samples); its upper triangle is read; left as it is
   * @throws IllegalArgumentException if it is empty or not square
   */
  public static KernelSpectrum of(Matrix kernel) {
    int n = kernel.rows();
    if (n == 0 || n != kernel.columns()) {
      throw new IllegalArgumentException("a " + kernel + " is no kernel");
    }
    double[] ascending = kernel.isFinite() ? OpenBlas.eigenvalues(kernel) : new double[0];
    double[] descending = new double[n];
    Arrays.fill(descending, Double.NaN);
    for (int i = 0; i < ascending.length; i++) {
      descending[i] = ascending[n - 1 - i];
    }
    return new KernelSpectrum(descending);
  }

  /** All of them, the largest first; rounding may leave the last ones a little below 0. */
  public double[] eigenvalues() {
    return descending.clone();
  }

  /**
   * Numerical rank of φ: #{j : σ_j/σ_1 > τ} = #{j : λ_j/λ_1 > τ²}. Between 0 (K = 0) and the number
   * of samples.
   *
   * @param threshold τ, of singular values
   * @throws IllegalArgumentException quoting it, if it is not in [{@link #LEAST_THRESHOLD}, 1)
   */
  public double rank(double threshold) {
    checkThreshold(threshold);
    double largest = descending[0];
    if (Double.isNaN(largest)) {
      return Double.NaN;
    }
    int rank = 0;
    while (rank < descending.length
        && descending[rank] > 0
        && descending[rank] / largest > threshold * threshold) {
      rank++;
    }
    return rank;
  }

  /**
   * Refuses a threshold that a kernel has no answer to.
   *
   * @throws IllegalArgumentException quoting it, if it is not in [{@link #LEAST_THRESHOLD}, 1)
   */
  public static void checkThreshold(double threshold) {
    if (!(threshold >= LEAST_THRESHOLD && threshold < 1)) {
      throw new IllegalArgumentException(
          "a kernel's rank needs a threshold in [%s, 1), got %s; for smaller ones decompose the tangent features"
              .formatted(LEAST_THRESHOLD, threshold));
    }
  }

  /**
   * Stable rank of φ, trace K / λ₁ = ‖φ‖_F² / σ₁²: from 1 to the number of samples; NaN if K = 0.
   */
  public double stableRank() {
    return Arrays.stream(descending).sum() / descending[0];
  }
}
