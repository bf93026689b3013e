package dev.plateau.trainer.probe;

/**
 * Norms of a diagonal network's tangent features φ = [X ∘ v, X ∘ u] without forming them: a column
 * of φ is a column of X times one weight, so that its norm is |v_j|·‖X_j‖ or |u_j|·‖X_j‖.
 *
 * <p>The label noise of SGD is conjectured to shrink them (Andriushchenko et al., 2023, §3). ≥ 0;
 * NaN if a weight is. Costs 2d multiplications; see {@link TangentNorm} and {@link ColumnNorms} for
 * networks of other kinds.
 */
public final class DiagonalTangentNorms {
  private final double[] inputNorms;

  /** Norms at some samples; x is (samples × d). */
  public DiagonalTangentNorms(Matrix x) {
    inputNorms = ColumnNorms.of(x);
  }

  /**
   * ‖φ‖_F.
   *
   * @param u weights of the first layer, d
   * @param v weights of the second layer, d
   * @throws IllegalArgumentException if the lengths differ
   */
  public double frobenius(double[] u, double[] v) {
    check(u, v);
    double sum = 0;
    for (int j = 0; j < u.length; j++) {
      sum += inputNorms[j] * inputNorms[j] * (u[j] * u[j] + v[j] * v[j]);
    }
    return Math.sqrt(sum);
  }

  /** Mean of the norms of φ's 2d columns; arguments and errors as of {@link #frobenius}. */
  public double meanColumn(double[] u, double[] v) {
    check(u, v);
    double sum = 0;
    for (int j = 0; j < u.length; j++) {
      sum += inputNorms[j] * (Math.abs(u[j]) + Math.abs(v[j]));
    }
    return sum / (2 * u.length);
  }

  private void check(double[] u, double[] v) {
    if (u.length != inputNorms.length || v.length != inputNorms.length) {
      throw new IllegalArgumentException(
          "samples of %d inputs do not fit u of %d and v of %d"
              .formatted(inputNorms.length, u.length, v.length));
    }
  }
}
