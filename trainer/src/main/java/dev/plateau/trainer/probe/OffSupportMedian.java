package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * Median size of a diagonal network's predictor coordinates off the support of the true one: of
 * |u_j v_j|, j ∉ S, the lower one of the two in the middle.
 *
 * <p>While the loss stabilises at a large step size these coordinates decay exponentially, most of
 * them: {@link OffSupportNorm} is that of the few that have not yet. Source: Andriushchenko et al.
 * (2023), §3. ≥ 0; NaN if S has all coordinates, or if a product off S is.
 */
public final class OffSupportMedian {
  private OffSupportMedian() {}

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
    double[] sizes = new double[u.length - support.size()];
    int count = 0;
    for (int j = 0; j < u.length; j++) {
      if (!support.contains(j)) {
        sizes[count++] = Math.abs(u[j] * v[j]);
      }
    }
    Arrays.sort(sizes); // NaN comes last
    return count == 0 || Double.isNaN(sizes[count - 1]) ? Double.NaN : sizes[(count - 1) / 2];
  }
}
