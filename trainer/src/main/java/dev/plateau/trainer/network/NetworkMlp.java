package dev.plateau.trainer.network;

import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;

/** A ReLU perceptron read out of a network under training. */
final class NetworkMlp {
  private final TrainedNetwork network;
  private final List<String> layers;

  private NetworkMlp(TrainedNetwork network, List<String> layers) {
    this.network = network;
    this.layers = layers;
  }

  /**
   * Finds the perceptron that a network is.
   *
   * @throws IllegalArgumentException naming the layer, if the network is something else
   */
  static NetworkMlp of(TrainedNetwork network) {
    List<String> layers = network.chain();
    for (String layer : layers) {
      check(network, layer, layers.indexOf(layer) == layers.size() - 1);
    }
    return new NetworkMlp(network, layers);
  }

  private static void check(TrainedNetwork network, String name, boolean isLast) {
    var layer = network.layer(name).conf().getLayer();
    boolean isDense =
        layer instanceof BaseOutputLayer
            || layer instanceof org.deeplearning4j.nn.conf.layers.DenseLayer;
    IActivation activation = layer instanceof BaseLayer base ? base.getActivationFn() : null;
    boolean isExpected =
        isLast ? activation instanceof ActivationIdentity : activation instanceof ActivationReLU;
    if (!isDense || !isExpected) {
      throw new IllegalArgumentException(
          "dense layers with ReLU and a linear output are needed, layer '%s' is %s with %s"
              .formatted(name, layer.getClass().getSimpleName(), activation));
    }
  }

  /** The perceptron with a copy of the network's present parameters. */
  Mlp read() {
    List<DenseLayer> read = new ArrayList<>();
    for (String layer : layers) {
      Matrix weights = network.weights(layer);
      double[] biases = network.biases(layer);
      read.add(
          biases.length == 0 ? DenseLayer.withoutBiases(weights) : DenseLayer.of(weights, biases));
    }
    return new Mlp(read);
  }
}
