package dev.plateau.trainer.probe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The factors of samples' gradients by one layer's parameters: sample i's is the outer product of
 * row i of the deltas with row i of the inputs, and row i of the deltas by the biases.
 *
 * @param inputs H, what the layer gets: (samples × inputs)
 * @param deltas D, gradients by what it gives before its activation: (samples × outputs)
 */
record LayerFactors(DenseLayer layer, Matrix inputs, Matrix deltas) {
  /**
   * The factors of all layers, the first one first, from one backward pass: D of the last layer is
   * seed ∘ f′, and D_{l−1} = (D_l W_l) ∘ f′ of layer l−1.
   *
   * @param given what each layer gives for x, after its activation
   * @param seed gradients by the network's outputs (samples × outputs); left as they are
   */
  static List<LayerFactors> of(Mlp network, Matrix x, List<Matrix> given, Matrix seed) {
    Deque<LayerFactors> factors = new ArrayDeque<>();
    Matrix gradients = new Matrix(seed.rows(), seed.columns(), seed.data().clone());
    for (int l = network.layers().size() - 1; l >= 0; l--) {
      DenseLayer layer = network.layers().get(l);
      Matrix input = l == 0 ? x : given.get(l - 1);
      network.activations().get(l).backThrough(gradients.data(), given.get(l).data());
      factors.addFirst(new LayerFactors(layer, input, gradients));
      if (l > 0) {
        gradients = OpenBlas.times(gradients, layer.weights());
      }
    }
    return new ArrayList<>(factors);
  }
}
