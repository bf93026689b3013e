package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Matrix;
import dev.plateau.trainer.probe.Mlp;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Data of the regression in one dimension: 12 points, the same for all seeds, and a ReLU network
 * 1-100-1 with biases in its first layer only, as it starts: first weights ±2.5, biases 2.5 · N(0,
 * 1), second weights 4 · N(0, 1). Source: Andriushchenko et al. (2023), Figs 4, 11, 12, after Blanc
 * et al. (2020).
 */
final class Regression1dData {
  /** Smallest x. */
  static final double LEAST_X = -5.5 / 4 + 0.07;

  /** Largest x. */
  static final double MOST_X = 5.5 / 4 + 0.07;

  private static final int PREDICTOR_INPUTS = 60;
  private static final double MARGIN = 0.05;
  private static final double[] Y = {-2, 1.5, 0, 0, 2, 1, 0, -1, 0, 1, 2, -1};
  private static final double Y_SHIFT = 0.345;
  private static final int UNITS = 100;
  private static final double FIRST_SCALE = 2.5;
  private static final double SECOND_SCALE = 4;

  private Regression1dData() {}

  /**
   * 12 points, no test samples, the network at the start, 300 fresh inputs that are uniform between
   * the smallest and the largest x.
   *
   * @param seed of first weights and fresh inputs; 0: the paper's own weights
   */
  static PerceptronTask of(long seed) {
    Mlp start = seed == 0 ? reference() : generated(RandomStream.of(seed, "regression-1d data"));
    Random fresh = RandomStream.of(seed, "regression-1d fresh inputs");
    return new PerceptronTask(points(), null, start, inputsBetween(fresh, start.parameters()));
  }

  /**
   * 60 inputs at which the predictor is told: evenly spaced, from 0.05 below the smallest x to 0.05
   * above the largest.
   */
  static double[] predictorInputs() {
    double[] x = new double[PREDICTOR_INPUTS];
    double first = LEAST_X - MARGIN;
    double width = MOST_X + MARGIN - first;
    Arrays.setAll(x, k -> first + k * width / (PREDICTOR_INPUTS - 1));
    return x;
  }

  private static Samples points() {
    double[] x = new double[Y.length];
    Arrays.setAll(x, i -> LEAST_X + i / 4.0);
    double[] y = Arrays.stream(Y).map(value -> Y_SHIFT + value).toArray();
    return new Samples(new Matrix(x.length, 1, x), y);
  }

  private static Mlp reference() {
    return network(resource("w1").matrix(), resource("b1").vector(), resource("w2").matrix());
  }

  private static NpyArray resource(String name) {
    return NpyArray.resource("regression-1d." + name);
  }

  private static Mlp generated(Random random) {
    double[] first = new double[UNITS];
    Arrays.setAll(first, i -> random.nextBoolean() ? FIRST_SCALE : -FIRST_SCALE);
    return network(
        new Matrix(UNITS, 1, first),
        gaussians(random, FIRST_SCALE),
        new Matrix(1, UNITS, gaussians(random, SECOND_SCALE)));
  }

  private static double[] gaussians(Random random, double scale) {
    double[] values = RandomStream.gaussians(random, UNITS);
    Arrays.setAll(values, i -> scale * values[i]);
    return values;
  }

  private static Mlp network(Matrix first, double[] biases, Matrix second) {
    return new Mlp(List.of(DenseLayer.of(first, biases), DenseLayer.withoutBiases(second)));
  }

  private static Matrix inputsBetween(Random random, int count) {
    double[] x = new double[count];
    Arrays.setAll(x, i -> LEAST_X + random.nextDouble() * (MOST_X - LEAST_X));
    return new Matrix(count, 1, x);
  }
}
