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

  private W1Norm(boolean[] isCounted) {
    inputs = isCounted.length;
    counted = IntStream.range(0, inputs).filter(input -> isCounted[input]).toArray();
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
    boolean[] counted = new boolean[inputs];
    boolean[] excluded = mark(inputs, relevant);
    for (int i = 0; i < inputs; i++) {
      counted[i] = !excluded[i];
    }
    return new W1Norm(counted);
  }

  /** The norm over the relevant inputs; arguments and errors as in {@link #irrelevant}. */
  public static W1Norm relevant(int inputs, int... relevant) {
    return new W1Norm(mark(inputs, relevant));
  }

  private static boolean[] mark(int inputs, int... indices) {
    boolean[] marked = new boolean[inputs];
    for (int index : indices) {
      if (index < 0 || index >= inputs) {
        throw new IllegalArgumentException(
            "a layer of " + inputs + " inputs has no relevant input " + index);
      }
      if (marked[index]) {
        throw new IllegalArgumentException("relevant input " + index + " is given twice");
      }
      marked[index] = true;
    }
    return marked;
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
