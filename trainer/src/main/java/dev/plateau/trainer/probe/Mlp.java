package dev.plateau.trainer.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * A multi-layer perceptron with ReLU after every layer but the last and one output, as measures see
 * it. Any depth from one layer up.
 */
public final class Mlp {
  private final List<DenseLayer> layers;

  /**
   * A network of layers, the first one first.
   *
   * @throws IllegalArgumentException naming the layer, if one does not fit the next, if there is
   *     none, or if the last has more than one output
   */
  public Mlp(List<DenseLayer> layers) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "layer %d has %d inputs, but layer %d has %d outputs"
                .formatted(i, layers.get(i).inputs(), i - 1, layers.get(i - 1).outputs()));
      }
    }
    int outputs = layers.get(layers.size() - 1).outputs();
    if (outputs != 1) {
      throw new IllegalArgumentException("the network must have one output, it has " + outputs);
    }
    this.layers = List.copyOf(layers);
  }

  /** Its layers, the first one first. */
  public List<DenseLayer> layers() {
    return layers;
  }

  /** Number of its weights and biases. */
  public int parameters() {
    return layers.stream().mapToInt(DenseLayer::parameters).sum();
  }

  boolean isFinite() {
    return layers.stream().allMatch(DenseLayer::isFinite);
  }

  /**
   * Activations of every hidden layer, after ReLU, the first one first: each (samples × units).
   *
   * @param x (samples × inputs)
   * @throws IllegalArgumentException if it has another number of inputs
   */
  public List<Matrix> hiddenActivations(Matrix x) {
    int inputs = layers.get(0).inputs();
    if (x.columns() != inputs) {
      throw new IllegalArgumentException(
          "a network of " + inputs + " inputs got samples of " + x.columns());
    }
    List<Matrix> hidden = new ArrayList<>();
    Matrix activations = x;
    for (DenseLayer layer : layers.subList(0, layers.size() - 1)) {
      activations = layer.apply(activations);
      rectify(activations.data());
      hidden.add(activations);
    }
    return hidden;
  }

  /**
   * The network's output for each sample; arguments and errors as in {@link #hiddenActivations}.
   */
  public double[] outputs(Matrix x) {
    List<Matrix> hidden = hiddenActivations(x);
    Matrix last = hidden.isEmpty() ? x : hidden.get(hidden.size() - 1);
    return layers.get(layers.size() - 1).apply(last).data();
  }

  private static void rectify(double[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(values[i], 0);
    }
  }
}
