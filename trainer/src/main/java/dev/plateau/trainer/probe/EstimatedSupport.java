package dev.plateau.trainer.probe;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Inputs that a first layer appears to use: those above the largest gap in the sorted norms of its
 * columns.
 *
 * <p>A gap is the difference of two neighbours in descending order. If no gap is larger than all
 * others (all norms alike, two largest gaps of one size, a single input), or if a norm is NaN or
 * infinite, no support is estimated. Derived of the column norms of Beneventano, Pinto, Poggio
 * (2024).
 */
public final class EstimatedSupport {
  private EstimatedSupport() {}

  /**
   * The support that column norms tell, with at least one input and less than all; empty where they
   * tell none.
   *
   * @param columnNorms one an input, as of {@link ColumnNorms}
   */
  public static Optional<InputSet> of(double[] columnNorms) {
    double[] ascending = columnNorms.clone();
    Arrays.sort(ascending);
    double largest = 0;
    double lowest = Double.NaN;
    boolean isAlone = false;
    for (int i = 1; i < ascending.length; i++) {
      double gap = ascending[i] - ascending[i - 1];
      if (!Double.isFinite(gap)) {
        return Optional.empty();
      }
      if (gap >= largest) {
        isAlone = gap > largest;
        largest = gap;
        lowest = ascending[i];
      }
    }
    return isAlone ? Optional.of(notBelow(lowest, columnNorms)) : Optional.empty();
  }

  private static InputSet notBelow(double lowest, double[] norms) {
    int[] inside = IntStream.range(0, norms.length).filter(i -> norms[i] >= lowest).toArray();
    return InputSet.of(norms.length, inside);
  }
}
