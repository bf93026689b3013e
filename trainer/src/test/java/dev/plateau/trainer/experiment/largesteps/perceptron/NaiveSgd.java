package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import dev.plateau.trainer.probe.TangentFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plain SGD on the mean squared error of a batch: θ ← θ − (2η/B) Σ (h − y)φ, without DL4J. */
final class NaiveSgd {
  private final Samples samples;
  private Mlp network;

  NaiveSgd(Mlp start, Samples samples) {
    this.network = start;
    this.samples = samples;
  }

  /** One step; the batch's loss before it. */
  double step(int[] batch, double learningRate) {
    Matrix x = Matrix.zeros(batch.length, samples.width());
    double[] residuals = new double[batch.length];
    for (int i = 0; i < batch.length; i++) {
      for (int j = 0; j < samples.width(); j++) {
        x.data()[i * samples.width() + j] = samples.x(batch[i], j);
      }
    }
    double[] h = network.outputs(x);
    Arrays.setAll(residuals, i -> h[i] - samples.y()[batch[i]]);
    network = moved(TangentFeatures.of(network, x), residuals, 2 * learningRate / batch.length);
    return Arrays.stream(residuals).map(r -> r * r).average().orElseThrow();
  }

  private Mlp moved(Matrix phi, double[] residuals, double scale) {
    double[] gradient = new double[phi.columns()];
    for (int i = 0; i < residuals.length; i++) {
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] += residuals[i] * phi.get(i, j);
      }
    }
    List<DenseLayer> layers = new ArrayList<>();
    int at = 0;
    for (DenseLayer layer : network.layers()) {
      double[] weights = layer.weights().data().clone();
      for (int i = 0; i < weights.length; i++) {
        weights[i] -= scale * gradient[at++];
      }
      Matrix matrix = new Matrix(layer.outputs(), layer.inputs(), weights);
      double[] biases = layer.biases().clone();
      for (int i = 0; i < biases.length; i++) {
        biases[i] -= scale * gradient[at++];
      }
      layers.add(
          biases.length == 0 ? DenseLayer.withoutBiases(matrix) : DenseLayer.of(matrix, biases));
    }
    return new Mlp(layers);
  }
}
