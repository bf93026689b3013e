package dev.plateau.trainer.probe;

/**
 * Tangent features of a diagonal linear network h(x) = ⟨u ∘ v, x⟩: φ = [X ∘ v, X ∘ u], (samples ×
 * 2d), the gradients with respect to u, then v. Source: Andriushchenko et al. (2023), §3.
 */
public final class DiagonalTangentFeatures {
  private DiagonalTangentFeatures() {}

  /**
   * The features at some samples; NaN and infinities of u and v stand in their columns.
   *
   * @param u weights of the first layer, d
   * @param v weights of the second layer, d
   * @param x (samples × d)
   * @throws IllegalArgumentException if the lengths differ
   */
  public static Matrix of(double[] u, double[] v, Matrix x) {
    int d = x.columns();
    if (u.length != d || v.length != d) {
      throw new IllegalArgumentException(
          "samples of %d inputs do not fit u of %d and v of %d".formatted(d, u.length, v.length));
    }
    Matrix phi = Matrix.zeros(x.rows(), 2 * d);
    double[] to = phi.data();
    for (int i = 0; i < x.rows(); i++) {
      int at = i * 2 * d;
      for (int j = 0; j < d; j++) {
        to[at + j] = x.get(i, j) * v[j];
        to[at + d + j] = x.get(i, j) * u[j];
      }
    }
    return phi;
  }
}
