package dev.plateau.trainer.probe;

import java.util.stream.IntStream;

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
  private final int inputs;
  private final int[] counted;

  private W1Norm(InputSet counted) {
    this.inputs = counted.inputs();
    this.counted = IntStream.range(0, inputs).filter(counted::contains).toArray();
  }

  /** The norm over a set of inputs. */
  public static W1Norm over(InputSet inputs) {
    return new W1Norm(inputs);
  }

  /**
   * Measures a first layer.
   *
   * @param w1 weights (outputs × inputs)
   * @throws IllegalArgumentException if it has another number of inputs
   */
  public double of(Matrix w1) {
    if (w1.columns() != inputs) {
      throw new IllegalArgumentException(
          "W1 norm of " + inputs + " inputs got weights of " + w1.columns() + " inputs");
    }
    double[] weights = w1.data();
    double sum = 0;
    for (int row = 0; row < weights.length; row += inputs) {
      // A sum a row: the processor adds up several at once.
      double rowSum = 0;
      for (int input : counted) {
        double weight = weights[row + input];
        rowSum += weight * weight;
      }
      sum += rowSum;
    }
    return Math.sqrt(sum);
  }
}
