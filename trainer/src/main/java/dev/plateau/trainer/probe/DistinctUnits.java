package dev.plateau.trainer.probe;

/**
 * Which units of a layer are left when units that go together are deleted: one mask over all pairs'
 * correlations, which come from one product of matrices.
 *
 * <p>Going through the units in order, one is deleted if its correlation with any other that is not
 * deleted yet exceeds the threshold in size. Those before it that are left have no such unit after
 * them, or they would have been deleted: so a unit is deleted if there is one among those after it.
 */
final class DistinctUnits {
  private final double threshold;

  DistinctUnits(double threshold) {
    this.threshold = threshold;
  }

  /** For each unit of φ (samples × units), whether it is active at a sample and not deleted. */
  boolean[] among(Matrix phi) {
    boolean[] isKept = activeUnits(phi);
    Matrix correlations = OpenBlas.gramOfColumnsUpper(StandardizedColumns.of(phi));
    for (int unit = 0; unit < isKept.length; unit++) {
      isKept[unit] = isKept[unit] && !hasLaterTwin(unit, correlations, isKept);
    }
    return isKept;
  }

  private boolean hasLaterTwin(int unit, Matrix correlations, boolean[] isActive) {
    double[] data = correlations.data();
    int row = unit * correlations.columns();
    for (int later = unit + 1; later < isActive.length; later++) {
      if (isActive[later] && Math.abs(data[row + later]) > threshold) {
        return true;
      }
    }
    return false;
  }

  private static boolean[] activeUnits(Matrix phi) {
    boolean[] isActive = new boolean[phi.columns()];
    double[] data = phi.data();
    for (int at = 0; at < data.length; ) {
      for (int unit = 0; unit < isActive.length; unit++) {
        isActive[unit] |= data[at++] != 0;
      }
    }
    return isActive;
  }
}
