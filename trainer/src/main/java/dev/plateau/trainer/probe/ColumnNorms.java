package dev.plateau.trainer.probe;

/**
 * Euclidean norm of every column: ‖A[:, j]‖₂.
 *
 * <p>Of the first layer's weights (outputs × inputs) they say how much the network uses each input
 * (Beneventano, Pinto, Poggio, 2024); of the tangent features φ (samples × parameters) how much
 * noise can still do to each parameter (Andriushchenko et al., 2023, §3). ≥ 0; NaN where an entry
 * of the column is; entries above 1e154 in size overflow to infinity.
 */
public final class ColumnNorms {
  private ColumnNorms() {}

  /** One norm a column; zeros if there are no rows. */
  public static double[] of(Matrix matrix) {
    double[] norms = squares(matrix);
    for (int column = 0; column < norms.length; column++) {
      norms[column] = Math.sqrt(norms[column]);
    }
    return norms;
  }

  /** Squares of the norms. */
  static double[] squares(Matrix matrix) {
    double[] sums = new double[matrix.columns()];
    double[] data = matrix.data();
    int at = 0;
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < sums.length; column++) {
        sums[column] += data[at] * data[at];
        at++;
      }
    }
    return sums;
  }
}
