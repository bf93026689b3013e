package dev.plateau.trainer.experiment.support.classification;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.sgd.Perceptron;
import dev.plateau.trainer.experiment.sgd.WarmUpDecay;
import dev.plateau.trainer.experiment.training.Settings;
import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;

/**
 * Perceptrons that begin with weights and biases uniform in ±s/√inputs of their layer; with s = 1
 * as PyTorch's linear layers begin.
 *
 * @param widths inputs, hidden layers, outputs
 * @param hidden activation of the hidden layers
 * @param scale s
 */
record UniformStart(List<Integer> widths, Activation hidden, double scale) {
  /** The widths of hidden layers by a setting, as {@code 512,64}, between inputs and outputs. */
  static List<Integer> widths(Settings settings, Samples samples) {
    List<Integer> widths = new ArrayList<>();
    widths.add(samples.width());
    String text = settings.text("widths");
    for (String part : text.split(",", -1)) {
      if (!part.matches("[1-9][0-9]{0,4}")) {
        throw new IllegalArgumentException(
            "setting widths must be widths of hidden layers as 512,64, got '" + text + "'");
      }
      widths.add(Integer.parseInt(part));
    }
    widths.add(samples.outputs());
    return widths;
  }

  /** A network that a seed draws. */
  MultiLayerNetwork network(double learningRate, long seed) {
    int[] sizes = widths.stream().mapToInt(Integer::intValue).toArray();
    Perceptron perceptron = new Perceptron(sizes, hidden, true, WarmUpDecay.constant(learningRate));
    Random random = RandomStream.of(seed, "weights");
    for (int layer = 0; layer < sizes.length - 1; layer++) {
      int inputs = sizes[layer];
      int outputs = sizes[layer + 1];
      double bound = scale / Math.sqrt(inputs);
      perceptron.weights(
          layer, new Matrix(outputs, inputs, uniform(random, outputs * inputs, bound)));
      perceptron.biases(layer, uniform(random, outputs, bound));
    }
    return perceptron.network();
  }

  private static double[] uniform(Random random, int count, double bound) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> (2 * random.nextDouble() - 1) * bound);
    return values;
  }

  /** As {@code relu 784-784-10}. */
  @Override
  public String toString() {
    return hidden.name().toLowerCase(Locale.ROOT)
        + " "
        + String.join("-", widths.stream().map(String::valueOf).toList());
  }
}
