package dev.plateau.trainer.offline;

import dev.plateau.trainer.probe.Matrix;

/**
 * Number of a layer's units that are not zero and, once each sample's row is divided by its norm,
 * the same at all samples up to rounding.
 */
final class ConstantUnits {
  private static final double WITHIN = 1e-12;

  private ConstantUnits() {}

  /** Counts them in (samples × units), whether rows are normalised already or not. */
  static int in(Matrix activations) {
    double[] norms = new double[activations.rows()];
    for (int row = 0; row < norms.length; row++) {
      for (int unit = 0; unit < activations.columns(); unit++) {
        norms[row] = Math.hypot(norms[row], activations.get(row, unit));
      }
    }
    int constant = 0;
    for (int unit = 0; unit < activations.columns(); unit++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      for (int row = 0; row < norms.length; row++) {
        double value = norms[row] == 0 ? 0 : activations.get(row, unit) / norms[row];
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      boolean isActive = least != 0 || most != 0;
      constant += isActive && most - least <= WITHIN * Math.max(-least, most) ? 1 : 0;
    }
    return constant;
  }
}
