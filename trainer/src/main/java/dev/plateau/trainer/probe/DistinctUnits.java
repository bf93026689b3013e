package dev.plateau.trainer.probe;

import java.util.Arrays;

/**
 * Which units of a layer are left when units that go together are deleted: one mask over all pairs'
 * correlations, which come from one product of matrices.
 */
final class DistinctUnits {
  /** What is left of a constant's spread is rounding, and its correlation would be noise. */
  private static final double CONSTANT_WITHIN = 1e-12;

  private final double threshold;

  DistinctUnits(double threshold) {
    this.threshold = threshold;
  }

  /** For each unit of φ (samples × units), whether it is active at a sample and not deleted. */
  boolean[] among(Matrix phi) {
    int units = phi.columns();
    boolean[] isKept = activeUnits(phi);
    Matrix correlations = OpenBlas.gramUpper(standardized(phi));
    for (int unit = 0; unit < units; unit++) {
      isKept[unit] = isKept[unit] && !hasTwin(unit, correlations, isKept);
    }
    return isKept;
  }

  private boolean hasTwin(int unit, Matrix correlations, boolean[] isKept) {
    for (int other = 0; other < isKept.length; other++) {
      if (other != unit && isKept[other]) {
        double correlation = correlations.get(Math.min(unit, other), Math.max(unit, other));
        if (Math.abs(correlation) > threshold) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean[] activeUnits(Matrix phi) {
    boolean[] isActive = new boolean[phi.columns()];
    for (int sample = 0; sample < phi.rows(); sample++) {
      for (int unit = 0; unit < phi.columns(); unit++) {
        isActive[unit] |= phi.get(sample, unit) != 0;
      }
    }
    return isActive;
  }

  /**
   * (units × samples): each unit's activations less their mean, divided by their norm; zeros, which
   * correlate with nothing, for a constant.
   */
  private static Matrix standardized(Matrix phi) {
    int samples = phi.rows();
    Matrix byUnit = Matrix.zeros(phi.columns(), samples);
    double[] activations = new double[samples];
    for (int unit = 0; unit < phi.columns(); unit++) {
      for (int sample = 0; sample < samples; sample++) {
        activations[sample] = phi.get(sample, unit);
      }
      standardize(activations);
      System.arraycopy(activations, 0, byUnit.data(), unit * samples, samples);
    }
    return byUnit;
  }

  private static void standardize(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double largest = 0;
    double spread = 0;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
      values[i] -= mean;
      spread = Math.max(spread, Math.abs(values[i]));
      squares += values[i] * values[i];
    }
    if (spread <= CONSTANT_WITHIN * largest) {
      Arrays.fill(values, 0);
      return;
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < values.length; i++) {
      values[i] /= norm;
    }
  }
}
