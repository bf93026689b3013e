package dev.plateau.trainer.experiment;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Random;

/**
 * Data of the diagonal networks: x ~ N(0, I), y = ⟨β*, x⟩ with a sparse β*, the absolute values of
 * a standard normal vector on the first r of d coordinates, divided by their norm.
 */
final class DiagonalData {
  static final int TRAINING_SAMPLES = 80;
  static final int TEST_SAMPLES = 1000;
  static final int INPUTS = 200;
  static final int RELEVANT = 20;

  private final Samples training;
  private final Samples test;

  private DiagonalData(Matrix x, Matrix xTest, double[] beta) {
    training = new Samples(x, targets(x, beta));
    test = new Samples(xTest, targets(xTest, beta));
  }

  /** The paper's own data for seed 0, else data of the same kind. */
  static DiagonalData of(long seed) {
    return seed == 0 ? reference() : generated(seed);
  }

  private static DiagonalData reference() {
    return new DiagonalData(
        NpyArray.resource("diagonal.x").matrix(),
        NpyArray.resource("diagonal.x_test").matrix(),
        NpyArray.resource("diagonal.beta").vector());
  }

  private static DiagonalData generated(long seed) {
    Random random = RandomStream.of(seed, "diagonal data");
    double[] beta = Arrays.copyOf(RandomStream.gaussians(random, RELEVANT), INPUTS);
    double norm = Math.sqrt(Arrays.stream(beta).map(b -> b * b).sum());
    Arrays.setAll(beta, j -> Math.abs(beta[j]) / norm);
    return new DiagonalData(
        gaussianMatrix(random, TRAINING_SAMPLES), gaussianMatrix(random, TEST_SAMPLES), beta);
  }

  private static Matrix gaussianMatrix(Random random, int samples) {
    return new Matrix(samples, INPUTS, RandomStream.gaussians(random, samples * INPUTS));
  }

  private static double[] targets(Matrix x, double[] beta) {
    double[] y = new double[x.rows()];
    for (int i = 0; i < y.length; i++) {
      for (int j = 0; j < beta.length; j++) {
        y[i] += x.get(i, j) * beta[j];
      }
    }
    return y;
  }

  Samples training() {
    return training;
  }

  Samples test() {
    return test;
  }
}
