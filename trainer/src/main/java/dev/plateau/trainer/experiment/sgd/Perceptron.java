package dev.plateau.trainer.experiment.sgd;

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
public final class Perceptron {
  private final MultiLayerNetwork network;

  /**
   * A perceptron.
   *
   * @param widths inputs, hidden layers, outputs
   * @param hidden activation of the hidden layers
   * @param biases whether its layers have them
   * @param rate learning rate by iteration
   */
  public Perceptron(int[] widths, Activation hidden, boolean biases, ISchedule rate) {
    this(layers(widths, biases), hidden, rate);
  }

  private Perceptron(List<LayerSize> sizes, Activation hidden, ISchedule rate) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .updater(new Sgd(rate))
            .weightInit(WeightInit.ZERO)
            .list();
    for (LayerSize size : sizes.subList(0, sizes.size() - 1)) {
      layers.layer(
          new org.deeplearning4j.nn.conf.layers.DenseLayer.Builder()
              .nIn(size.inputs())
              .nOut(size.outputs())
              .activation(hidden)
              .hasBias(size.hasBiases())
              .build());
    }
    LayerSize last = sizes.get(sizes.size() - 1);
    layers.layer(
        new OutputLayer.Builder(LossFunction.MSE)
            .nIn(last.inputs())
            .nOut(last.outputs())
            .activation(Activation.IDENTITY)
            .hasBias(last.hasBiases())
            .build());
    network = new MultiLayerNetwork(layers.build());
    network.init();
  }

  private static List<LayerSize> layers(int[] widths, boolean biases) {
    return IntStream.range(1, widths.length)
        .mapToObj(layer -> new LayerSize(widths[layer - 1], widths[layer], biases))
        .toList();
  }

  /** A ReLU network with the weights of another, and biases in the layers where that has them. */
  public static Perceptron of(Mlp start, ISchedule rate) {
    List<DenseLayer> layers = start.layers();
    Perceptron perceptron =
        new Perceptron(layers.stream().map(LayerSize::of).toList(), Activation.RELU, rate);
    for (int i = 0; i < layers.size(); i++) {
      perceptron.weights(i, layers.get(i).weights());
      if (layers.get(i).biases().length > 0) {
        perceptron.biases(i, layers.get(i).biases());
      }
    }
    return perceptron;
  }

  /** The network, live. */
  public MultiLayerNetwork network() {
    return network;
  }

  /**
   * Sets a layer's weights; DL4J keeps the same numbers as a transpose.
   *
   * @param layer 0-based
   * @param weights (outputs × inputs); copied
   */
  public void weights(int layer, Matrix weights) {
    long[] shape = {weights.columns(), weights.rows()};
    network.setParam(layer + "_W", Nd4j.create(weights.data(), shape, 'f'));
  }

  /**
   * Sets a layer's biases.
   *
   * @param layer 0-based; one that has them
   * @param biases one for each output; copied
   */
  public void biases(int layer, double[] biases) {
    network.setParam(layer + "_b", Nd4j.create(biases, new long[] {1, biases.length}, 'c'));
  }

  private record LayerSize(int inputs, int outputs, boolean hasBiases) {
    static LayerSize of(DenseLayer layer) {
      return new LayerSize(layer.inputs(), layer.outputs(), layer.biases().length > 0);
    }
  }
}
