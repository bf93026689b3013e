package dev.plateau.trainer.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A multi-layer perceptron as measures see it: dense layers, each followed by an activation
 * function. Any depth from one layer up, any number of outputs.
 */
public final class Mlp {
  private final List<DenseLayer> layers;
  private final List<Activation> activations;

  /**
   * A network with ReLU after every layer but the last, as {@link #Mlp(List, List)} otherwise.
   *
   * @param layers the first one first
   */
  public Mlp(List<DenseLayer> layers) {
    this(layers, reluButLast(layers.size()));
  }

  /**
   * A network of layers.
   *
   * @param layers the first one first
   * @param activations one for each layer, the output's too
   * @throws IllegalArgumentException naming the layer, if one does not fit the next, if there is
   *     none, or if there are not as many activations
   */
  public Mlp(List<DenseLayer> layers, List<Activation> activations) {
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("a network needs at least one layer");
    }
    if (layers.size() != activations.size()) {
      throw new IllegalArgumentException(
          "a network of %d layers got %d activations".formatted(layers.size(), activations.size()));
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "layer %d has %d inputs, but layer %d has %d outputs"
                .formatted(i, layers.get(i).inputs(), i - 1, layers.get(i - 1).outputs()));
      }
    }
    this.layers = List.copyOf(layers);
    this.activations = List.copyOf(activations);
  }

  private static List<Activation> reluButLast(int layers) {
    List<Activation> activations =
        new ArrayList<>(Collections.nCopies(Math.max(0, layers - 1), Activation.RELU));
    if (layers > 0) {
      activations.add(Activation.IDENTITY);
    }
    return activations;
  }

  /** Its layers, the first one first. */
  public List<DenseLayer> layers() {
    return layers;
  }

  /** The activation function after each layer. */
  public List<Activation> activations() {
    return activations;
  }

  /** Number of inputs of the first layer. */
  public int inputCount() {
    return layers.get(0).inputs();
  }

  /** Number of outputs of the last layer. */
  public int outputCount() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Number of its weights and biases. */
  public int parameters() {
    return layers.stream().mapToInt(DenseLayer::parameters).reduce(0, Math::addExact);
  }

  boolean isFinite() {
    return layers.stream().allMatch(DenseLayer::isFinite);
  }

  /**
   * Activations of every hidden layer, after its activation function, the first one first: each
   * (samples × units).
   *
   * @param x (samples × inputs)
   * @throws IllegalArgumentException if it has another number of inputs
   */
  public List<Matrix> hiddenActivations(Matrix x) {
    return forward(x, layers.size() - 1);
  }

  /**
   * The network's outputs, (samples × outputs) row by row; arguments and errors as in {@link
   * #hiddenActivations}.
   */
  public double[] outputs(Matrix x) {
    return forward(x, layers.size()).get(layers.size() - 1).data();
  }

  /** What the first {@code depth} layers give for samples. */
  List<Matrix> forward(Matrix x, int depth) {
    if (x.columns() != inputCount()) {
      throw new IllegalArgumentException(
          "a network of " + inputCount() + " inputs got samples of " + x.columns());
    }
    List<Matrix> given = new ArrayList<>();
    Matrix h = x;
    for (int l = 0; l < depth; l++) {
      h = layers.get(l).apply(h);
      activations.get(l).applyTo(h.data());
      given.add(h);
    }
    return given;
  }
}
