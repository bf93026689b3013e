package dev.plateau.trainer.experiment.sgd;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A small deep network without biases that is trained by the production's own steps on ½(h − y)²:
 * the perceptron's loss is (h − y)², so it takes half the learning rate.
 */
final class LinearTrainee {
  private final int[] widths;
  private final List<Matrix> start = new ArrayList<>();
  private final Perceptron perceptron;
  private final SgdSteps sgd;

  /** A linear network with Gaussian weights, no clipping. */
  LinearTrainee(int[] widths, double learningRate, double weightDecay, long seed) {
    this(widths, Activation.IDENTITY, learningRate, weightDecay, gaussian(widths, seed));
  }

  /**
   * A network with given weights (outputs × inputs), no clipping.
   *
   * @param weightDecay λ of w ← w − η(g + λw)
   */
  LinearTrainee(
      int[] widths,
      Activation activation,
      double learningRate,
      double weightDecay,
      List<Matrix> weights) {
    this.widths = widths;
    start.addAll(weights);
    perceptron = new Perceptron(widths, activation, false, WarmUpDecay.constant(learningRate / 2));
    sgd = new SgdSteps(perceptron.network(), Double.POSITIVE_INFINITY, 2 * weightDecay);
    reset();
  }

  private static List<Matrix> gaussian(int[] widths, long seed) {
    Random random = RandomStream.of(seed, "weights");
    List<Matrix> weights = new ArrayList<>();
    for (int layer = 0; layer < widths.length - 1; layer++) {
      double[] values = RandomStream.gaussians(random, widths[layer + 1] * widths[layer]);
      Arrays.setAll(values, i -> 0.6 * values[i]);
      weights.add(new Matrix(widths[layer + 1], widths[layer], values));
    }
    return weights;
  }

  /** Puts the first weights back. */
  void reset() {
    for (int layer = 0; layer < start.size(); layer++) {
      reset(layer);
    }
  }

  /** Puts a layer's first weights back. */
  void reset(int layer) {
    perceptron.weights(layer, start.get(layer));
  }

  /** One step on a batch. */
  void step(Batch batch) {
    sgd.take(batch);
  }

  /** The weight of an output from an input, both of a layer. */
  double weight(int layer, int out, int in) {
    return layer(layer).getDouble(in, out);
  }

  private INDArray layer(int layer) {
    return perceptron.network().getParam(layer + "_W");
  }

  /** Weights of the first layer from inputs {@code from} on (outputs × these inputs). */
  double[][] firstLayerFrom(int from) {
    double[][] weights = new double[widths[1]][widths[0] - from];
    for (int out = 0; out < weights.length; out++) {
      for (int in = 0; in < weights[out].length; in++) {
        weights[out][in] = weight(0, out, from + in);
      }
    }
    return weights;
  }

  /** W̃: the product of all layers but the first, one row as there is one output. */
  double[] upperProduct() {
    double[] product = {1};
    for (int layer = widths.length - 2; layer > 0; layer--) {
      double[] next = new double[widths[layer]];
      for (int in = 0; in < next.length; in++) {
        for (int out = 0; out < product.length; out++) {
          next[in] += product[out] * weight(layer, out, in);
        }
      }
      product = next;
    }
    return product;
  }

  /** A batch of given samples. */
  static MiniBatch batch(Samples samples, int... chosen) {
    MiniBatch batch = new MiniBatch(samples, chosen.length);
    for (int place = 0; place < chosen.length; place++) {
      batch.set(place, chosen[place]);
    }
    return batch;
  }

  /** All choices of a size from 0, 1, … count − 1, each ascending. */
  static List<int[]> choices(int count, int size) {
    List<int[]> choices = new ArrayList<>();
    for (int mask = 0; mask < 1 << count; mask++) {
      if (Integer.bitCount(mask) == size) {
        int chosen = mask;
        choices.add(
            java.util.stream.IntStream.range(0, count)
                .filter(i -> (chosen >> i & 1) == 1)
                .toArray());
      }
    }
    return choices;
  }
}
