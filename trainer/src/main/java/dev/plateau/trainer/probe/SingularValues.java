package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * Singular values of a matrix, in descending order, by a direct decomposition in double precision
 * (LAPACK's dgesdd): small ones are right down to about 1e-16 of the largest, which those of a Gram
 * matrix are not below 1e-8.
 */
public final class SingularValues {
  private SingularValues() {}

  /**
   * All min(rows, columns) of them; all NaN if an entry of the matrix is NaN or infinite, or if the
   * algorithm does not converge. The matrix is left as it is.
   *
   * @throws IllegalArgumentException if the matrix is empty
   */
  public static double[] of(Matrix matrix) {
    int count = Math.min(matrix.rows(), matrix.columns());
    if (count == 0) {
      throw new IllegalArgumentException("a " + matrix + " has no singular values");
    }
    double[] values = matrix.isFinite() ? OpenBlas.singularValues(matrix) : new double[0];
    if (values.length == 0) {
      values = new double[count];
      Arrays.fill(values, Double.NaN);
    }
    return values;
  }
}
