package dev.plateau.trainer.probe;

import java.util.Arrays;
import java.util.List;

/**
 * Tangent features of a ReLU network: φ (samples × parameters), row i = ∇_θ h_θ(x_i).
 *
 * <p>All samples go through one forward and one backward pass in closed form: with H_l the
 * activations before layer l and D_l the output's gradient with respect to what layer l gives, D of
 * the last layer is 1, D_{l−1} = (D_l W_l) ∘ [H_l > 0], and φ's columns for layer l are the
 * products D_l[i, out] · H_l[i, in], then D_l[i, out] for the biases. Parameters stand layer by
 * layer, weights row-major (outputs × inputs), then biases. ReLU's derivative at 0 is 0.
 */
public final class TangentFeatures {
  private TangentFeatures() {}

  /**
   * The features at some samples. All of them are NaN if a weight or bias is NaN or infinite.
   *
   * @param x (samples × inputs)
   * @throws IllegalArgumentException if x has another number of inputs than the network
   */
  public static Matrix of(Mlp network, Matrix x) {
    List<Matrix> hidden = network.hiddenActivations(x);
    List<DenseLayer> layers = network.layers();
    Matrix phi = Matrix.zeros(x.rows(), network.parameters());
    if (!network.isFinite()) {
      Arrays.fill(phi.data(), Double.NaN);
      return phi;
    }
    Matrix delta = Matrix.zeros(x.rows(), 1);
    Arrays.fill(delta.data(), 1);
    int column = network.parameters();
    for (int l = layers.size() - 1; l >= 0; l--) {
      DenseLayer layer = layers.get(l);
      Matrix input = l == 0 ? x : hidden.get(l - 1);
      column -= layer.parameters();
      writeColumns(phi, column, delta, input, layer.hasBiases());
      if (l > 0) {
        delta = OpenBlas.times(delta, layer.weights());
        maskInactive(delta.data(), input.data());
      }
    }
    return phi;
  }

  private static void writeColumns(
      Matrix phi, int firstColumn, Matrix delta, Matrix input, boolean biases) {
    double[] to = phi.data();
    for (int i = 0; i < phi.rows(); i++) {
      int at = i * phi.columns() + firstColumn;
      for (int out = 0; out < delta.columns(); out++) {
        double gradient = delta.get(i, out);
        for (int in = 0; in < input.columns(); in++) {
          to[at++] = gradient * input.get(i, in);
        }
      }
      if (biases) {
        System.arraycopy(delta.data(), i * delta.columns(), to, at, delta.columns());
      }
    }
  }

  private static void maskInactive(double[] gradients, double[] activations) {
    for (int i = 0; i < gradients.length; i++) {
      if (!(activations[i] > 0)) {
        gradients[i] = 0;
      }
    }
  }
}
