package dev.plateau.trainer.probe;

/**
 * A matrix's columns less their means, divided by their Euclidean norms: their products are Pearson
 * correlations. A constant column is zeros, which correlate with nothing.
 *
 * <p>In passes along the rows, as the numbers lie in memory.
 */
final class StandardizedColumns {
  /** What is left of a constant's spread is rounding, and its correlation would be noise. */
  private static final double CONSTANT_WITHIN = 1e-12;

  private StandardizedColumns() {}

  /** A standardised copy of a matrix with finite entries. */
  static Matrix of(Matrix matrix) {
    int columns = matrix.columns();
    double[] means = new double[columns];
    double[] largest = new double[columns];
    double[] from = matrix.data();
    for (int at = 0; at < from.length; ) {
      for (int column = 0; column < columns; column++, at++) {
        // From the first row on: of a constant nothing adds up, not even rounding.
        means[column] += from[at] - from[column];
        largest[column] = Math.max(largest[column], Math.abs(from[at]));
      }
    }
    for (int column = 0; column < columns; column++) {
      means[column] = from[column] + means[column] / matrix.rows();
    }
    return scaled(centred(matrix, means), largest);
  }

  private static Matrix centred(Matrix matrix, double[] means) {
    Matrix centred = Matrix.zeros(matrix.rows(), means.length);
    double[] to = centred.data();
    double[] from = matrix.data();
    for (int at = 0; at < to.length; ) {
      for (int column = 0; column < means.length; column++, at++) {
        to[at] = from[at] - means[column];
      }
    }
    return centred;
  }

  private static Matrix scaled(Matrix centred, double[] largest) {
    double[] spreads = new double[largest.length];
    double[] norms = new double[largest.length];
    double[] data = centred.data();
    for (int at = 0; at < data.length; ) {
      for (int column = 0; column < norms.length; column++, at++) {
        spreads[column] = Math.max(spreads[column], Math.abs(data[at]));
        norms[column] += data[at] * data[at];
      }
    }
    double[] factors = new double[norms.length];
    for (int column = 0; column < norms.length; column++) {
      boolean isConstant = spreads[column] <= CONSTANT_WITHIN * largest[column];
      factors[column] = isConstant ? 0 : 1 / Math.sqrt(norms[column]);
    }
    for (int at = 0; at < data.length; ) {
      for (int column = 0; column < factors.length; column++, at++) {
        data[at] *= factors[column];
      }
    }
    return centred;
  }
}
