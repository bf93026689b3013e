package dev.plateau.trainer.probe;

import java.util.Arrays;
import java.util.List;

/**
 * Tangent features of a perceptron: φ (samples × parameters), row i = ∇_θ h_θ(x_i); with several
 * outputs a row for each sample and output, unless their sum is asked for.
 *
 * <p>All samples go through one forward and one backward pass in closed form, or one backward pass
 * for each output: with H_l the activations before layer l and D_l the output's gradient with
 * respect to what layer l gives before its activation function, φ's columns for layer l are the
 * products D_l[i, out] · H_l[i, in], then D_l[i, out] for the biases. Parameters stand layer by
 * layer, weights row-major (outputs × inputs), then biases. ReLU's derivative at 0 is 0. The output
 * is what the last layer's activation gives; for a classifier whose softmax belongs to its loss let
 * that be the identity, and φ is of the logits.
 */
public final class TangentFeatures {
  private TangentFeatures() {}

  /**
   * The features at some samples, of each output: (samples × parameters) with one output, else
   * (samples · outputs × parameters), sample by sample. All of them are NaN if a weight or bias is
   * NaN or infinite.
   *
   * @param x (samples × inputs)
   * @throws IllegalArgumentException if x has another number of inputs than the network
   */
  public static Matrix of(Mlp network, Matrix x) {
    return of(network, x, OutputReduction.EACH);
  }

  /** The features of each output or of their sum; otherwise as {@link #of(Mlp, Matrix)}. */
  public static Matrix of(Mlp network, Matrix x, OutputReduction reduction) {
    List<Matrix> given = network.forward(x, network.layers().size());
    int outputs = network.outputCount();
    int rowsPerSample = reduction.rowsPerSample(outputs);
    Matrix phi = Matrix.zeros(Math.multiplyExact(x.rows(), rowsPerSample), network.parameters());
    if (!network.isFinite()) {
      Arrays.fill(phi.data(), Double.NaN);
      return phi;
    }
    for (int row = 0; row < rowsPerSample; row++) {
      Matrix seed = reduction.seed(row, x.rows(), outputs);
      int column = 0;
      for (LayerFactors factors : LayerFactors.of(network, x, given, seed)) {
        for (int sample = 0; sample < x.rows(); sample++) {
          int at = (sample * rowsPerSample + row) * phi.columns() + column;
          writeGradient(factors, sample, phi.data(), at);
        }
        column += factors.layer().parameters();
      }
    }
    return phi;
  }

  private static void writeGradient(LayerFactors factors, int sample, double[] to, int from) {
    Matrix inputs = factors.inputs();
    Matrix deltas = factors.deltas();
    int at = from;
    for (int out = 0; out < deltas.columns(); out++) {
      double delta = deltas.get(sample, out);
      for (int in = 0; in < inputs.columns(); in++) {
        to[at++] = delta * inputs.get(sample, in);
      }
    }
    if (factors.layer().hasBiases()) {
      System.arraycopy(deltas.data(), sample * deltas.columns(), to, at, deltas.columns());
    }
  }
}
