package dev.plateau.trainer.probe;

/**
 * Which units of a layer are left when units that go together are deleted: one mask over all pairs'
 * correlations, which come from one product of matrices.
 */
final class DistinctUnits {
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

  /** (units × samples): each unit's activations less their mean, divided by their norm. */
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

  /**
   * A constant becomes zeros and correlates with nothing, whatever the rounding of its mean: all is
   * taken relative to the first value, which is exactly zero then.
   */
  private static void standardize(double[] values) {
    double first = values[0];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= first;
      sum += values[i];
    }
    double mean = sum / values.length;
    double squares = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] -= mean;
      squares += values[i] * values[i];
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < values.length && norm > 0; i++) {
      values[i] /= norm;
    }
  }
}
