package dev.plateau.trainer.probe;

/**
 * How clearly a first layer tells the inputs that the target depends on from the others: the
 * smallest column norm of a relevant input over the largest of an irrelevant one.
 *
 * <p>Above 1 the known support can be read off the column norms. ≥ 0; infinite if the irrelevant
 * norms are all 0 and the relevant ones are not; NaN if a smallest and a largest norm of 0 meet, or
 * if a norm is NaN. Derived of the column norms of Beneventano, Pinto, Poggio (2024).
 */
public final class SupportSeparation {
  private final InputSet irrelevant;

  /**
   * The separation of a known support.
   *
   * @param irrelevant the inputs that the target does not depend on
   * @throws IllegalArgumentException if all inputs are, or none
   */
  public SupportSeparation(InputSet irrelevant) {
    if (irrelevant.size() == 0 || irrelevant.size() == irrelevant.inputs()) {
      throw new IllegalArgumentException(
          "a separation needs relevant and irrelevant inputs, got %d irrelevant ones of %d"
              .formatted(irrelevant.size(), irrelevant.inputs()));
    }
    this.irrelevant = irrelevant;
  }

  /**
   * Measures a first layer.
   *
   * @param columnNorms one an input, as of {@link ColumnNorms}
   * @throws IllegalArgumentException if they are of another number of inputs
   */
  public double of(double[] columnNorms) {
    if (columnNorms.length != irrelevant.inputs()) {
      throw new IllegalArgumentException(
          "a separation of %d inputs got %d column norms"
              .formatted(irrelevant.inputs(), columnNorms.length));
    }
    double smallestRelevant = Double.POSITIVE_INFINITY;
    double largestIrrelevant = 0;
    for (int input = 0; input < columnNorms.length; input++) {
      if (irrelevant.contains(input)) {
        largestIrrelevant = Math.max(largestIrrelevant, columnNorms[input]);
      } else {
        smallestRelevant = Math.min(smallestRelevant, columnNorms[input]);
      }
    }
    return smallestRelevant / largestIrrelevant;
  }
}
