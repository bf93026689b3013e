package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.trainer.experiment.random.RandomStream;
import java.util.Arrays;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * First weights of a ResNet as in the paper's code: convolutions normal with variance 2/(outputs ·
 * kernel), the last layer uniform in ±1/√inputs without bias; batch normalisation begins as it is
 * made, γ = 1, β = 0.
 */
final class ResNetStart {
  /** Name of the last layer. */
  static final String OUTPUT = "output";

  private ResNetStart() {}

  /** Draws all weights anew. */
  static void draw(ComputationGraph network, long seed) {
    Random random = RandomStream.of(seed, "weights");
    for (Layer layer : network.getLayers()) {
      INDArray weights = layer.paramTable().get("W");
      if (weights != null) {
        double[] values = weights.rank() == 2 ? uniform(weights, random) : normal(weights, random);
        weights.assign(Nd4j.create(values, weights.shape(), 'c'));
      }
    }
  }

  /** Of kernels (outputs × inputs × height × width). */
  private static double[] normal(INDArray weights, Random random) {
    double[] values = RandomStream.gaussians(random, (int) weights.length());
    double std = Math.sqrt(2.0 * weights.size(1) / weights.length());
    Arrays.setAll(values, i -> std * values[i]);
    return values;
  }

  /** Of a matrix (inputs × outputs). */
  private static double[] uniform(INDArray weights, Random random) {
    double bound = 1 / Math.sqrt((double) weights.size(0));
    double[] values = new double[(int) weights.length()];
    Arrays.setAll(values, i -> (2 * random.nextDouble() - 1) * bound);
    return values;
  }
}
