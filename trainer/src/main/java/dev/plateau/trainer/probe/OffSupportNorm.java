package dev.plateau.trainer.probe;

/**
 * Euclidean norm of a diagonal network's predictor off the support of the true one: (Σ_{j ∉ S} (u_j
 * v_j)²)^½.
 *
 * <p>While the loss stabilises at a large step size these coordinates decay exponentially. Source:
 * Andriushchenko et al. (2023), §3. ≥ 0; 0 if S has all coordinates; NaN if a product off S is;
 * products below 1e-154 in size vanish.
 */
public final class OffSupportNorm {
  private OffSupportNorm() {}

  /**
   * Measures a network.
   *
   * @param u weights of the first layer, d
   * @param v weights of the second layer, d
   * @param support S, of d inputs
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double of(double[] u, double[] v, InputSet support) {
    if (u.length != support.inputs() || v.length != support.inputs()) {
      throw new IllegalArgumentException(
          "a support among %d inputs does not fit u of %d and v of %d"
              .formatted(support.inputs(), u.length, v.length));
    }
    double sum = 0;
    for (int j = 0; j < u.length; j++) {
      if (!support.contains(j)) {
        double product = u[j] * v[j];
        sum += product * product;
      }
    }
    return Math.sqrt(sum);
  }
}
