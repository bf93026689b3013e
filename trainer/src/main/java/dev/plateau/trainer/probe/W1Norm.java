package dev.plateau.trainer.probe;

/**
 * Frobenius norm of the first layer's columns for a set of inputs: ‖W₁[:, S]‖_F.
 *
 * <p>With S the inputs that the target does not depend on it is the irrelevant W₁ norm, which
 * mini-batch SGD shrinks and gradient descent does not; with S the others its relevant counterpart.
 * Source: Beneventano, Pinto, Poggio, "How Neural Networks Learn the Support is an Implicit
 * Regularization Effect of SGD" (2024), Figs 3, 11, 14. ≥ 0; 0 for no inputs; NaN if an entry of
 * those columns is; entries above 1e154 in size overflow to infinity.
 */
public final class W1Norm {
  private final InputSet counted;

  private W1Norm(InputSet counted) {
    this.counted = counted;
  }

  /**
   * The norm over all inputs but the relevant ones.
   *
   * @param inputs number of the layer's inputs
   * @param relevant indices of the inputs that the target depends on
   * @throws IllegalArgumentException naming the index, if one is not below {@code inputs} or is
   *     given twice
   */
  public static W1Norm irrelevant(int inputs, int... relevant) {
    return new W1Norm(InputSet.of(inputs, relevant).complement());
  }

  /** The norm over the relevant inputs; arguments and errors as in {@link #irrelevant}. */
  public static W1Norm relevant(int inputs, int... relevant) {
    return new W1Norm(InputSet.of(inputs, relevant));
  }

  /**
   * Measures a first layer.
   *
   * @param w1 weights (outputs × inputs)
   * @throws IllegalArgumentException if it has another number of inputs
   */
  public double of(Matrix w1) {
    int inputs = counted.inputs();
    if (w1.columns() != inputs) {
      throw new IllegalArgumentException(
          "W1 norm of " + inputs + " inputs got weights of " + w1.columns() + " inputs");
    }
    double[] weights = w1.data();
    double sum = 0;
    int at = 0;
    for (int output = 0; output < w1.rows(); output++) {
      for (int input = 0; input < inputs; input++) {
        double weight = weights[at++];
        if (counted.contains(input)) {
          sum += weight * weight;
        }
      }
    }
    return Math.sqrt(sum);
  }
}
