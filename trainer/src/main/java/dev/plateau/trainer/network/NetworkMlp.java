package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.Activation;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/**
 * A perceptron read out of a network under training: a chain of dense layers with identity, ReLU,
 * tanh or sigmoid, in the layer or as a layer of its own. Dropout is left out, as in inference. A
 * softmax at the end is left out too: it is taken as part of the loss, and the outputs are the
 * logits.
 */
final class NetworkMlp {
  private final TrainedNetwork network;
  private final List<String> dense = new ArrayList<>();
  private final List<Activation> activations = new ArrayList<>();

  private NetworkMlp(TrainedNetwork network) {
    this.network = network;
  }

  /**
   * Finds the perceptron that a network is.
   *
   * @throws IllegalArgumentException naming the layer, if the network is something else; says that
   *     {@link NtkRankSampled} measures other layers
   */
  static NetworkMlp of(TrainedNetwork network) {
    NetworkMlp mlp = new NetworkMlp(network);
    List<String> chain = network.chain();
    for (String name : chain) {
      mlp.add(name, chain.indexOf(name) == chain.size() - 1);
    }
    return mlp;
  }

  /** The perceptron with a copy of the network's present parameters. */
  Mlp read() {
    List<DenseLayer> layers = new ArrayList<>();
    for (String name : dense) {
      Matrix weights = network.weights(name);
      double[] biases = network.biases(name);
      layers.add(
          biases.length == 0 ? DenseLayer.withoutBiases(weights) : DenseLayer.of(weights, biases));
    }
    return new Mlp(layers, activations);
  }

  private void add(String name, boolean isLast) {
    Layer layer = network.layer(name).conf().getLayer();
    if (network.preprocessor(name) != null) {
      throw refusal(name, "a %s before it".formatted(network.preprocessor(name)));
    }
    if (layer instanceof DropoutLayer) {
      return;
    }
    IActivation function = function(layer);
    Activation activation =
        activation(function, isLast).orElseThrow(() -> refusal(name, "activation " + function));
    if (isDense(layer)) {
      dense.add(name);
      activations.add(activation);
    } else if (isActivation(layer) && !dense.isEmpty()) {
      int last = activations.size() - 1;
      if (activations.get(last) != Activation.IDENTITY && activation != Activation.IDENTITY) {
        throw refusal(name, "a second activation after layer '%s'".formatted(dense.get(last)));
      }
      activations.set(last, activation == Activation.IDENTITY ? activations.get(last) : activation);
    } else {
      throw refusal(name, "a " + layer.getClass().getSimpleName());
    }
  }

  private static boolean isDense(Layer layer) {
    return layer instanceof OutputLayer
        || (layer instanceof org.deeplearning4j.nn.conf.layers.DenseLayer plain
            && !plain.hasLayerNorm());
  }

  private static boolean isActivation(Layer layer) {
    return layer instanceof ActivationLayer || layer instanceof LossLayer;
  }

  private static IActivation function(Layer layer) {
    if (layer instanceof ActivationLayer own) {
      return own.getActivationFn();
    }
    return layer instanceof BaseLayer base ? base.getActivationFn() : new ActivationIdentity();
  }

  private static Optional<Activation> activation(IActivation function, boolean isLast) {
    if (function instanceof ActivationIdentity
        || (isLast && function instanceof ActivationSoftmax)) {
      return Optional.of(Activation.IDENTITY);
    }
    if (function instanceof ActivationReLU) {
      return Optional.of(Activation.RELU);
    }
    if (function instanceof ActivationTanH) {
      return Optional.of(Activation.TANH);
    }
    return function instanceof ActivationSigmoid
        ? Optional.of(Activation.SIGMOID)
        : Optional.empty();
  }

  private IllegalArgumentException refusal(String layer, String what) {
    return new IllegalArgumentException(
        ("layer '%s' has %s; a chain of dense layers with identity, ReLU, tanh or sigmoid is"
                + " needed (NtkRankSampled measures others); layers are %s")
            .formatted(layer, what, network.describe()));
  }
}
