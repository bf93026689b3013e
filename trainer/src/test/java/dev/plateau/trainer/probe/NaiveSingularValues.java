package dev.plateau.trainer.probe;

import java.util.Arrays;

/** Oracle: singular values by one-sided Jacobi rotations of pairs of columns. */
final class NaiveSingularValues {
  private NaiveSingularValues() {}

  static double[] of(Matrix a) {
    double[][] columns = new double[a.columns()][a.rows()];
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        columns[j][i] = a.get(i, j);
      }
    }
    boolean rotated = true;
    while (rotated) {
      rotated = false;
      for (int j = 0; j < columns.length; j++) {
        for (int k = j + 1; k < columns.length; k++) {
          rotated |= rotate(columns[j], columns[k]);
        }
      }
    }
    double[] ascending = Arrays.stream(columns).mapToDouble(c -> Math.sqrt(dot(c, c))).toArray();
    Arrays.sort(ascending);
    double[] values = new double[Math.min(a.rows(), a.columns())];
    for (int j = 0; j < values.length; j++) {
      values[j] = ascending[ascending.length - 1 - j];
    }
    return values;
  }

  private static boolean rotate(double[] a, double[] b) {
    double ab = dot(a, b);
    double aa = dot(a, a);
    double bb = dot(b, b);
    if (Math.abs(ab) <= 1e-15 * Math.sqrt(aa * bb) || Math.abs(ab) < 1e-300) {
      return false;
    }
    double zeta = (bb - aa) / (2 * ab);
    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
    double c = 1 / Math.hypot(1, t);
    for (int i = 0; i < a.length; i++) {
      double old = a[i];
      a[i] = c * old - c * t * b[i];
      b[i] = c * t * old + c * b[i];
    }
    return true;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
