package dev.plateau.trainer.experiment.support.diagonal;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What deep diagonal networks are trained on: y = Σ_{j&lt;r} φ(x_j) ± ε, with φ the network's own
 * activation. Inputs j ≥ r are irrelevant.
 *
 * <p>Each input comes twice, with ε added and subtracted, ε ~ noise·N(0, 1): the best fit is the
 * target itself. The irrelevant columns are made to have mean 0 and variance 1 and to be
 * uncorrelated with the relevant columns, with the target and with each other on these very
 * samples, so that E[yx_j] = 0 &lt; E[y²x_j²] holds to rounding. Immutable.
 */
final class DiagonalTask {
  private final Matrix columns;
  private final double[] noise;
  private final int inputs;
  private final int relevant;
  private final boolean isRelu;
  private final Matrix gram;
  private final double meanSquaredNoise;

  private DiagonalTask(Matrix x, double[] noise, int relevant, boolean isRelu) {
    this.noise = noise;
    this.relevant = relevant;
    this.isRelu = isRelu;
    inputs = x.columns();
    columns = isRelu ? halves(x) : x;
    gram = meanProducts(columns);
    double sum = 0;
    for (double e : noise) {
      sum += e * e;
    }
    meanSquaredNoise = sum / noise.length;
  }

  /**
   * A task.
   *
   * @param points inputs drawn; there are twice as many samples
   * @param noise standard deviation of ε
   * @throws IllegalArgumentException if there are too few points to uncorrelate the inputs
   */
  static DiagonalTask of(
      long seed, int points, int relevant, int irrelevant, double noise, boolean isRelu) {
    int conditions = 1 + 2 * relevant + irrelevant;
    if (points <= conditions) {
      throw new IllegalArgumentException(
          "setting points must be above %d, so that %d inputs can be uncorrelated, got '%d'"
              .formatted(conditions, relevant + irrelevant, points));
    }
    RandomStream random = RandomStream.of(seed, "inputs");
    List<double[]> inputs = new ArrayList<>();
    List<double[]> taken = new ArrayList<>();
    double[] ones = new double[points];
    Arrays.fill(ones, 1);
    keep(taken, ones);
    for (int j = 0; j < relevant; j++) {
      double[] x = RandomStream.gaussians(random, points);
      inputs.add(x);
      keep(taken, x.clone());
      if (isRelu) {
        keep(taken, Arrays.stream(x).map(value -> Math.max(value, 0)).toArray());
      }
    }
    for (int j = 0; j < irrelevant; j++) {
      double[] x = RandomStream.gaussians(random, points);
      keep(taken, x);
      inputs.add(x);
    }
    return new DiagonalTask(twice(inputs), bothWays(random, points, noise), relevant, isRelu);
  }

  /** Takes from a column what the others have of it, twice for rounding's sake; mean square 1. */
  private static void keep(List<double[]> others, double[] column) {
    for (int round = 0; round < 2; round++) {
      for (double[] other : others) {
        double share = meanProduct(column, other);
        for (int i = 0; i < column.length; i++) {
          column[i] -= share * other[i];
        }
      }
    }
    double size = Math.sqrt(meanProduct(column, column));
    for (int i = 0; i < column.length; i++) {
      column[i] /= size;
    }
    others.add(column);
  }

  private static double meanProduct(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum / a.length;
  }

  private static Matrix twice(List<double[]> inputs) {
    int points = inputs.get(0).length;
    Matrix x = Matrix.zeros(2 * points, inputs.size());
    for (int i = 0; i < 2 * points; i++) {
      for (int j = 0; j < inputs.size(); j++) {
        x.data()[i * inputs.size() + j] = inputs.get(j)[i % points];
      }
    }
    return x;
  }

  private static double[] bothWays(Random random, int points, double scale) {
    double[] noise = new double[2 * points];
    for (int i = 0; i < points; i++) {
      noise[i] = scale * random.nextGaussian();
      noise[points + i] = -noise[i];
    }
    return noise;
  }

  /** Inputs above 0 on the left, below on the right. */
  private static Matrix halves(Matrix x) {
    int inputs = x.columns();
    Matrix halves = Matrix.zeros(x.rows(), 2 * inputs);
    for (int i = 0; i < x.rows(); i++) {
      for (int j = 0; j < inputs; j++) {
        halves.data()[i * 2 * inputs + j] = Math.max(x.get(i, j), 0);
        halves.data()[i * 2 * inputs + inputs + j] = Math.min(x.get(i, j), 0);
      }
    }
    return halves;
  }

  private static Matrix meanProducts(Matrix columns) {
    int count = columns.columns();
    Matrix products = Matrix.zeros(count, count);
    for (int i = 0; i < columns.rows(); i++) {
      for (int k = 0; k < count; k++) {
        for (int l = 0; l < count; l++) {
          products.data()[k * count + l] += columns.get(i, k) * columns.get(i, l) / columns.rows();
        }
      }
    }
    return products;
  }

  /** Number of samples. */
  int size() {
    return noise.length;
  }

  /** Number of inputs, d. */
  int inputs() {
    return inputs;
  }

  /** Number of relevant inputs, r; they are the first ones. */
  int relevant() {
    return relevant;
  }

  /** Whether φ(x) = max(x, 0); else φ(x) = x. */
  boolean isRelu() {
    return isRelu;
  }

  /**
   * What coordinates see of the samples (samples × columns): the inputs; for ReLU, inputs above 0
   * in the first d columns and those below 0 in the last d.
   */
  Matrix columns() {
    return columns;
  }

  /** Means of the products of two columns. */
  Matrix gram() {
    return gram;
  }

  /** What the best network has of column {@code k}: 1 for relevant inputs, else 0. */
  double target(int k) {
    return k < relevant ? 1 : 0;
  }

  /** What is added to the target of a sample. */
  double noise(int sample) {
    return noise[sample];
  }

  /** Mean of ε² over the samples. */
  double meanSquaredNoise() {
    return meanSquaredNoise;
  }

  /** An input itself. */
  double x(int sample, int input) {
    return isRelu
        ? columns.get(sample, input) + columns.get(sample, inputs + input)
        : columns.get(sample, input);
  }

  /** The label, y. */
  double y(int sample) {
    double y = noise[sample];
    for (int j = 0; j < relevant; j++) {
      y += columns.get(sample, j);
    }
    return y;
  }

  /**
   * R² of a column: the mean of (ε·column)², the noise that SGD sees in a coordinate once the
   * target is learned. Of the identity's irrelevant inputs E[y²x_j²] where nothing is relevant.
   */
  double noiseEnergy(int column) {
    double sum = 0;
    for (int i = 0; i < noise.length; i++) {
      double product = noise[i] * columns.get(i, column);
      sum += product * product;
    }
    return sum / noise.length;
  }
}
