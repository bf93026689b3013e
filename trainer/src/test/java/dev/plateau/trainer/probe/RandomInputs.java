package dev.plateau.trainer.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Inputs for measures from a seeded stream. */
final class RandomInputs {
  private static final List<Activation> ACTIVATIONS = List.of(Activation.values());

  private final Random random;

  RandomInputs(long seed) {
    this.random = new Random(seed);
  }

  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  double[] gaussians(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextGaussian();
    }
    return values;
  }

  Matrix gaussianMatrix(int rows, int columns) {
    return new Matrix(rows, columns, gaussians(rows * columns));
  }

  /** One to four layers of one to six units, each with or without biases, and one output. */
  Mlp network(int inputs) {
    List<DenseLayer> layers = new ArrayList<>();
    int depth = between(1, 4);
    int from = inputs;
    for (int l = 1; l <= depth; l++) {
      int to = l == depth ? 1 : between(1, 6);
      Matrix weights = gaussianMatrix(to, from);
      layers.add(
          random.nextBoolean()
              ? DenseLayer.of(weights, gaussians(to))
              : DenseLayer.withoutBiases(weights));
      from = to;
    }
    return new Mlp(layers);
  }

  /** One to four layers of one to six units, with or without biases, of any activations. */
  Mlp perceptron(int inputs, int outputs) {
    List<DenseLayer> layers = new ArrayList<>();
    List<Activation> activations = new ArrayList<>();
    int depth = between(1, 4);
    int from = inputs;
    for (int l = 1; l <= depth; l++) {
      int to = l == depth ? outputs : between(1, 6);
      Matrix weights = gaussianMatrix(to, from);
      layers.add(
          random.nextBoolean()
              ? DenseLayer.of(weights, gaussians(to))
              : DenseLayer.withoutBiases(weights));
      activations.add(ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())));
      from = to;
    }
    return new Mlp(layers, activations);
  }
}
