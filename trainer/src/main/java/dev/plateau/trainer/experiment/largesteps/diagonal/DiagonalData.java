package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.data.NpyArray;
import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.NumpyGaussians;
import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.InputSet;
import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Data of the diagonal networks: x ~ N(0, I), y = ⟨β*, x⟩ with a sparse β*, the absolute values of
 * a standard normal vector on the first r of d coordinates, divided by their norm.
 */
final class DiagonalData {
  private static final int TEST_SAMPLES = 1000;

  private final DiagonalSize size;
  private final double[] beta;
  private final Samples training;
  private final Samples test;

  private DiagonalData(DiagonalSize size, Matrix x, Matrix xTest, double[] beta) {
    this.size = size;
    this.beta = beta;
    training = new Samples(x, targets(x, beta));
    test = new Samples(xTest, targets(xTest, beta));
  }

  /** The paper's own data of that name for seed 0, else data of the same kind. */
  static DiagonalData of(DiagonalSize size, long seed) {
    return seed == 0 ? reference(size) : generated(size, seed);
  }

  private static DiagonalData reference(DiagonalSize size) {
    return new DiagonalData(
        size,
        NpyArray.resource(size.name() + ".x").matrix(),
        NpyArray.resource(size.name() + ".x_test").matrix(),
        NpyArray.resource(size.name() + ".beta").vector());
  }

  /**
   * The data that the paper's code draws after {@code np.random.seed(seed)}: what the resources
   * have of seed 0, there with test inputs rounded to float32.
   */
  static DiagonalData ofNumpy(DiagonalSize size, long seed) {
    NumpyGaussians gaussians = new NumpyGaussians(seed);
    int d = size.inputs();
    Matrix x = new Matrix(size.samples(), d, gaussians.next(size.samples() * d));
    Matrix xTest = new Matrix(TEST_SAMPLES, d, gaussians.next(TEST_SAMPLES * d));
    return new DiagonalData(size, x, xTest, truth(gaussians.next(size.relevant()), d));
  }

  /** Data of our own. */
  static DiagonalData generated(DiagonalSize size, long seed) {
    Random random = RandomStream.of(seed, size.name() + " data");
    double[] beta = truth(RandomStream.gaussians(random, size.relevant()), size.inputs());
    return new DiagonalData(
        size,
        gaussianMatrix(random, size.samples(), size.inputs()),
        gaussianMatrix(random, TEST_SAMPLES, size.inputs()),
        beta);
  }

  private static double[] truth(double[] gaussians, int inputs) {
    double[] beta = Arrays.copyOf(gaussians, inputs);
    double norm = Math.sqrt(Arrays.stream(beta).map(b -> b * b).sum());
    Arrays.setAll(beta, j -> Math.abs(beta[j]) / norm);
    return beta;
  }

  private static Matrix gaussianMatrix(Random random, int samples, int inputs) {
    return new Matrix(samples, inputs, RandomStream.gaussians(random, samples * inputs));
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

  /** How large they are. */
  DiagonalSize size() {
    return size;
  }

  /** n samples. */
  Samples training() {
    return training;
  }

  /** 1000 samples. */
  Samples test() {
    return test;
  }

  /** The inputs that the targets depend on. */
  InputSet support() {
    return InputSet.of(size.inputs(), IntStream.range(0, size.relevant()).toArray());
  }

  /** √β*, coordinate by coordinate: both layers of the balanced network that is the truth. */
  double[] rootOfTruth() {
    return Arrays.stream(beta).map(Math::sqrt).toArray();
  }

  /**
   * The samples for the tangent features, as many as the network has parameters: as in the paper's
   * code the first 2d of the test set.
   */
  Matrix freshSamples() {
    int inputs = size.inputs();
    return new Matrix(2 * inputs, inputs, Arrays.copyOf(test.x().data(), 2 * inputs * inputs));
  }
}
