package dev.plateau.trainer.probe;

/**
 * Number of coordinates of a diagonal network's predictor that are not zero: #{j : |u_j v_j| >
 * 1e-50}. Source: Andriushchenko et al. (2023), Fig. 2. Between 0 and d; NaN if a product is NaN.
 */
public final class PredictorNonzeros {
  private static final double ZERO_BELOW = 1e-50;

  private PredictorNonzeros() {}

  /**
   * Counts them.
   *
   * @param u weights of the first layer, d
   * @param v weights of the second layer, d
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double of(double[] u, double[] v) {
    if (u.length != v.length) {
      throw new IllegalArgumentException(
          "u has %d coordinates, but v has %d".formatted(u.length, v.length));
    }
    int nonzeros = 0;
    for (int j = 0; j < u.length; j++) {
      double product = u[j] * v[j];
      if (Double.isNaN(product)) {
        return Double.NaN;
      }
      if (Math.abs(product) > ZERO_BELOW) {
        nonzeros++;
      }
    }
    return nonzeros;
  }
}
