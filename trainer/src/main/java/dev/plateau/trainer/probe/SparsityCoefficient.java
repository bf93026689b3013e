package dev.plateau.trainer.probe;

/**
 * Feature sparsity coefficient: average share of a layer's units that are distinct and not zero at
 * a sample.
 *
 * <p>As the papers' own code has it: units that are zero at all samples are dropped; going through
 * the others in order, a unit is deleted if its Pearson correlation with any that is not deleted
 * (before or after it) exceeds the threshold in size, so that the last of a group stays; the value
 * is the number of non-zero activations of the units kept, divided by samples × all units. A unit
 * that is the same at all samples has no correlation and stays. Of more than 1000 units a fixed
 * random 1000 is measured. Source: Andriushchenko et al. (2023), §3; the paper's threshold is 0.95,
 * its code takes 0.99 for fully connected networks and 0.999 in one dimension.
 *
 * <p>In [0, 1]; NaN if an activation is NaN or infinite.
 */
public final class SparsityCoefficient {
  /** The paper's threshold, and that of its code for ResNets. */
  public static final double PAPER_THRESHOLD = 0.95;

  /** The threshold of the paper's code for fully connected networks. */
  public static final double FULLY_CONNECTED_THRESHOLD = 0.99;

  /** The threshold of the paper's code for networks of one input. */
  public static final double ONE_INPUT_THRESHOLD = 0.999;

  private final double threshold;
  private final boolean normalizesRows;

  private SparsityCoefficient(double threshold, boolean normalizesRows) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "a correlation threshold must be in (0, 1], got " + threshold);
    }
    this.threshold = threshold;
    this.normalizesRows = normalizesRows;
  }

  /**
   * Of activations whose rows are first divided by their Euclidean norms (zero rows stay zero), as
   * for fully connected networks.
   *
   * @param threshold of the correlation's size
   * @throws IllegalArgumentException quoting it, if it is not in (0, 1]
   */
  public static SparsityCoefficient ofNormalizedRows(double threshold) {
    return new SparsityCoefficient(threshold, true);
  }

  /** Of activations as they are, as for ResNets; argument and errors as above. */
  public static SparsityCoefficient ofRawRows(double threshold) {
    return new SparsityCoefficient(threshold, false);
  }

  /** Size of the correlation above which two units are taken for one. */
  public double threshold() {
    return threshold;
  }

  /** The same with another threshold; errors as above. */
  public SparsityCoefficient withThreshold(double other) {
    return new SparsityCoefficient(other, normalizesRows);
  }

  /**
   * Measures a layer.
   *
   * @param activations (samples × units), after ReLU; left as they are
   * @throws IllegalArgumentException if they are empty
   */
  public double of(Matrix activations) {
    if (activations.rows() == 0 || activations.columns() == 0) {
      throw new IllegalArgumentException("a " + activations + " has no feature sparsity");
    }
    if (!activations.isFinite()) {
      return Double.NaN;
    }
    Matrix phi = UnitSample.of(activations);
    if (normalizesRows) {
      normalizeRows(phi);
    }
    int[] nonzeros = nonzerosByUnit(phi);
    boolean[] isKept = new DistinctUnits(threshold).among(phi);
    long kept = 0;
    for (int unit = 0; unit < nonzeros.length; unit++) {
      kept += isKept[unit] ? nonzeros[unit] : 0;
    }
    return kept / ((double) phi.rows() * phi.columns());
  }

  private static void normalizeRows(Matrix phi) {
    double[] data = phi.data();
    for (int start = 0; start < data.length; start += phi.columns()) {
      double sum = 0;
      for (int at = start; at < start + phi.columns(); at++) {
        sum += data[at] * data[at];
      }
      double norm = Math.sqrt(sum);
      for (int at = start; at < start + phi.columns() && norm > 0; at++) {
        data[at] /= norm;
      }
    }
  }

  private static int[] nonzerosByUnit(Matrix phi) {
    int[] nonzeros = new int[phi.columns()];
    for (int sample = 0; sample < phi.rows(); sample++) {
      for (int unit = 0; unit < phi.columns(); unit++) {
        if (phi.get(sample, unit) != 0) {
          nonzeros[unit]++;
        }
      }
    }
    return nonzeros;
  }
}
