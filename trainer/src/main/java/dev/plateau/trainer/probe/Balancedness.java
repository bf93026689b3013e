package dev.plateau.trainer.probe;

/**
 * How far a diagonal network is from balance: ‖|u| − |v|‖₂ = (Σ (|u_j| − |v_j|)²)^½.
 *
 * <p>Gradient flow keeps u_j² − v_j² as it is; SGD with large steps shrinks it. Source:
 * Andriushchenko et al. (2023), §3. ≥ 0; 0 where |u| = |v|; NaN if a difference is.
 */
public final class Balancedness {
  private Balancedness() {}

  /**
   * Measures a network.
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
    double sum = 0;
    for (int j = 0; j < u.length; j++) {
      double difference = Math.abs(u[j]) - Math.abs(v[j]);
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
