package dev.plateau.trainer.probe;

/**
 * The label noise that a step of SGD on one sample amounts to: full-batch gradient descent on the
 * labels y + ξ takes SGD's step, with the same step size.
 *
 * <p>For residuals r = h(x) − y and the sample i: ξ_j = r_j for the other samples, which leaves
 * nothing of them, and ξ_i = −(n − 1) r_i, whose n-fold residual the mean over n samples undoes. So
 * it is for ½(h − y)² as for (h − y)². Source: Andriushchenko et al. (2023), Prop. 1.
 */
public final class SgdLabelNoise {
  private SgdLabelNoise() {}

  /**
   * ξ, one number a sample.
   *
   * @param residuals r, one a sample
   * @param sample i, 0-based
   * @throws IndexOutOfBoundsException naming it, if there is no such sample
   */
  public static double[] of(double[] residuals, int sample) {
    double[] noise = residuals.clone();
    noise[sample] -= residuals.length * residuals[sample];
    return noise;
  }

  /**
   * Scale of the noise: E‖ξ‖² / (n(n − 1)) over a sample drawn uniformly, by going through all of
   * them. Equals the mean squared residual, 2L(θ) of L = (1/2n) Σ r²; see {@link
   * MeanSquaredResidual}. ≥ 0; NaN if a residual is.
   *
   * @param residuals r, at least two
   * @throws IllegalArgumentException if there are fewer
   */
  public static double scale(double[] residuals) {
    int samples = residuals.length;
    if (samples < 2) {
      throw new IllegalArgumentException(
          "label noise is of two samples or more, got " + samples + " residuals");
    }
    double sum = 0;
    for (int sample = 0; sample < samples; sample++) {
      for (double noise : of(residuals, sample)) {
        sum += noise * noise;
      }
    }
    return sum / samples / ((double) samples * (samples - 1));
  }
}
