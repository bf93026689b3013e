package dev.plateau.trainer.probe;

import org.jspecify.annotations.Nullable;

/** A fully connected layer, x ↦ W x + b, with or without biases. Wraps its arrays. */
public final class DenseLayer {
  private final Matrix weights;
  private final double @Nullable [] biases;

  private DenseLayer(Matrix weights, double @Nullable [] biases) {
    this.weights = weights;
    this.biases = biases;
  }

  /** A layer without biases; weights are (outputs × inputs). */
  public static DenseLayer withoutBiases(Matrix weights) {
    return new DenseLayer(weights, null);
  }

  /**
   * A layer with biases.
   *
   * @param weights (outputs × inputs)
   * @param biases one for each output
   * @throws IllegalArgumentException if their number is not that of the outputs
   */
  public static DenseLayer of(Matrix weights, double[] biases) {
    if (biases.length != weights.rows()) {
      throw new IllegalArgumentException(
          "a layer of " + weights.rows() + " outputs got " + biases.length + " biases");
    }
    return new DenseLayer(weights, biases);
  }

  /** Number of inputs. */
  public int inputs() {
    return weights.columns();
  }

  /** Number of outputs. */
  public int outputs() {
    return weights.rows();
  }

  /** Number of weights and biases. */
  public int parameters() {
    return weights.rows() * weights.columns() + (hasBiases() ? weights.rows() : 0);
  }

  /** Weights (outputs × inputs), the layer's own. */
  public Matrix weights() {
    return weights;
  }

  /** Biases, the layer's own; empty where it has none. */
  public double[] biases() {
    return biases == null ? new double[0] : biases;
  }

  boolean hasBiases() {
    return biases != null;
  }

  boolean isFinite() {
    return weights.isFinite()
        && (biases == null || new Matrix(1, biases.length, biases).isFinite());
  }

  /** W x + b for each row x of (samples × inputs): (samples × outputs). */
  Matrix apply(Matrix x) {
    Matrix z = OpenBlas.timesTransposed(x, weights);
    if (biases != null) {
      double[] data = z.data();
      for (int at = 0; at < data.length; at++) {
        data[at] += biases[at % biases.length];
      }
    }
    return z;
  }
}
