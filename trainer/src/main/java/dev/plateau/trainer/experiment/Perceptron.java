package dev.plateau.trainer.experiment;

import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A DL4J perceptron in double precision with a linear output layer and the loss mean (h − y)².
 * Weights are zero until they are set: experiments draw them from their own streams, so that a seed
 * means the same on every machine.
 */
final class Perceptron {
  private final MultiLayerNetwork network;

  /**
   * A perceptron.
   *
   * @param widths inputs, hidden layers, outputs
   * @param hidden activation of the hidden layers
   * @param rate learning rate by iteration
   */
  Perceptron(int[] widths, Activation hidden, boolean biases, ISchedule rate) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(rate))
            .weightInit(WeightInit.ZERO)
            .list();
    int last = widths.length - 2;
    for (int i = 0; i < last; i++) {
      layers.layer(
          new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
              .nIn(widths[i])
              .nOut(widths[i + 1])
              .activation(hidden)
              .hasBias(biases)
              .build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MSE)
            .nIn(widths[last])
            .nOut(widths[last + 1])
            .activation(Activation.IDENTITY)
            .hasBias(biases)
            .build());
    network = new MultiLayerNetwork(layers.build());
    network.init();
  }

  /** A ReLU network with the weights and biases of another. */
  static Perceptron of(Mlp start, ISchedule rate) {
    List<DenseLayer> layers = start.layers();
    int[] widths =
        IntStream.concat(
                IntStream.of(layers.get(0).inputs()), layers.stream().mapToInt(DenseLayer::outputs))
            .toArray();
    Perceptron perceptron =
        new Perceptron(widths, Activation.RELU, layers.get(0).biases().length > 0, rate);
    for (int i = 0; i < layers.size(); i++) {
      perceptron.weights(i, layers.get(i).weights());
      if (layers.get(i).biases().length > 0) {
        perceptron.biases(i, layers.get(i).biases());
      }
    }
    return perceptron;
  }

  /** The network, live. */
  MultiLayerNetwork network() {
    return network;
  }

  /** Sets a layer's weights (outputs × inputs); DL4J keeps the same numbers as a transpose. */
  void weights(int layer, Matrix weights) {
    long[] shape = {weights.columns(), weights.rows()};
    network.setParam(layer + "_W", Nd4j.create(weights.data(), shape, 'f'));
  }

  /** Sets a layer's biases. */
  void biases(int layer, double[] biases) {
    network.setParam(layer + "_b", Nd4j.create(biases, new long[] {1, biases.length}, 'c'));
  }
}
