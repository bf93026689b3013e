package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Perceptron;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/**
 * The network of the experiments on learning the support, 15-15-15-15-1 without biases, with
 * He-normal first weights: standard deviation √(2 / inputs of the layer).
 *
 * <p>The first layer's weights of 10 irrelevant inputs so have a norm of √20 = 4.47 ± 0.26. The
 * paper's own draw, of norm 4.48, is not shipped by its authors: ours is another of the same kind.
 */
final class SupportNetwork {
  private static final int[] WIDTHS = {SupportData.INPUTS, 15, 15, 15, 1};

  private SupportNetwork() {}

  /**
   * A network with weights drawn by a seed.
   *
   * @param hidden activation of the hidden layers
   * @param learningRate its constant step size
   */
  static MultiLayerNetwork drawn(Activation hidden, double learningRate, long seed) {
    Perceptron perceptron =
        new Perceptron(WIDTHS, hidden, false, WarmUpDecay.constant(learningRate));
    Random random = RandomStream.of(seed, "weights");
    for (int layer = 0; layer < WIDTHS.length - 1; layer++) {
      int inputs = WIDTHS[layer];
      int outputs = WIDTHS[layer + 1];
      double[] weights = RandomStream.gaussians(random, outputs * inputs);
      Arrays.setAll(weights, i -> Math.sqrt(2.0 / inputs) * weights[i]);
      perceptron.weights(layer, new Matrix(outputs, inputs, weights));
    }
    return perceptron.network();
  }
}
