package dev.plateau.trainer.probe;

/**
 * Frobenius norm of the tangent features, ‖φ‖_F, which the label noise of SGD is conjectured to
 * shrink (Andriushchenko et al., 2023, §3). ≥ 0; NaN if an entry of φ is; entries above 1e154 in
 * size overflow to infinity. Equals √trace K of the tangent kernel K = φφᵀ.
 */
public final class TangentNorm {
  private TangentNorm() {}

  /**
   * Measures tangent features.
   *
   * @param phi (samples × parameters); 0 if it is empty
   */
  public static double of(Matrix phi) {
    double sum = 0;
    for (double value : phi.data()) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }
}
