package dev.plateau.trainer.probe;

/**
 * Spread of the samples' gradients over the size of their mean: tr Σ / ‖ḡ‖², with tr Σ = mean
 * ‖g_i‖² − ‖ḡ‖².
 *
 * <p>About the batch size up to which a larger batch pays ("simple noise scale"). Source:
 * McCandlish, Kaplan, Amodei et al., "An Empirical Model of Large-Batch Training" (2018), eq. 2.9;
 * the factor of the loss cancels. ≥ 0 up to rounding; infinite where the mean is 0 and a gradient
 * is not, NaN where all are 0, or where a gradient is not finite. It is of all given samples, not
 * an estimate from a few of them.
 */
public final class SimpleNoiseScale {
  private SimpleNoiseScale() {}

  /**
   * Of gradients.
   *
   * @param gradients (samples × parameters), a sample's gradient a row
   * @throws IllegalArgumentException if there are no samples
   */
  public static double of(Matrix gradients) {
    int samples = samples(gradients.rows());
    double[] mean = new double[gradients.columns()];
    double[] data = gradients.data();
    for (int at = 0; at < data.length; at++) {
      mean[at % mean.length] += data[at] / samples;
    }
    double spread = 0;
    double meanSquare = 0;
    for (int at = 0; at < data.length; at++) {
      double deviation = data[at] - mean[at % mean.length];
      spread += deviation * deviation / samples;
    }
    for (double value : mean) {
      meanSquare += value * value;
    }
    return spread / meanSquare;
  }

  /**
   * Of the gradients g_i = r_i ∇h(x_i) of half the squared residual of a network with one output:
   * tr Σ = Σ r_i² K_ii / n − Σ r_i r_j K_ij / n², ‖ḡ‖² = Σ r_i r_j K_ij / n².
   *
   * @param residuals r = h(x) − y, one a sample
   * @param kernel K = φφᵀ (samples × samples) of the tangent features φ
   * @throws IllegalArgumentException if the kernel does not fit, or if there are no samples
   */
  public static double of(double[] residuals, Matrix kernel) {
    int samples = samples(residuals.length);
    if (kernel.rows() != samples || kernel.columns() != samples) {
      throw new IllegalArgumentException(
          "%d residuals need as many samples in the kernel, got a %s".formatted(samples, kernel));
    }
    double squares = 0;
    double products = 0;
    for (int i = 0; i < samples; i++) {
      squares += residuals[i] * residuals[i] * kernel.get(i, i);
      for (int j = 0; j < samples; j++) {
        products += residuals[i] * residuals[j] * kernel.get(i, j);
      }
    }
    double meanSquare = products / ((double) samples * samples);
    return (squares / samples - meanSquare) / meanSquare;
  }

  private static int samples(int count) {
    if (count == 0) {
      throw new IllegalArgumentException("a noise scale needs samples, got none");
    }
    return count;
  }
}
