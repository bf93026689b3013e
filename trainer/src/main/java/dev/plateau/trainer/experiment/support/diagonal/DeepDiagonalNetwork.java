package dev.plateau.trainer.experiment.support.diagonal;

import dev.plateau.trainer.experiment.random.SampleOrder;
import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A diagonal network of depth L without biases, f(x) = Σ_j w_{L,j} φ(… φ(w_{1,j} x_j)), with φ the
 * identity or ReLU, and its gradient steps on the mean of ½(f − y)².
 *
 * <p>A coordinate is a product p_j = w_{1,j} ⋯ w_{L,j} times what it sees of its input. A step
 * multiplies w_{i,j}² − w_{k,j}² by 1 − η²g_j²Π_{m≠i,k} w_{m,j}², g_j being the loss's derivative
 * by p_j: with small steps the order of the layers' sizes stays, and of a product that has to
 * vanish it is the smallest layer that goes to 0. Not safe for use by several threads.
 */
final class DeepDiagonalNetwork implements Resumable {
  private static final int DEAD = -1;

  private final DiagonalTask task;
  private final double[][] weights;
  private final int[] columns;
  private final double[] deviations;
  private final double[] slopes;
  private final double[] others;

  /**
   * A network of its task's activation.
   *
   * @param weights (depth × inputs), its own from now on
   */
  DeepDiagonalNetwork(DiagonalTask task, double[][] weights) {
    this.task = task;
    this.weights = weights;
    columns = new int[task.inputs()];
    deviations = new double[task.columns().columns()];
    slopes = new double[task.inputs()];
    others = new double[weights.length];
  }

  /** Number of layers, L. */
  int depth() {
    return weights.length;
  }

  /** A weight: layer and input, both 0-based. */
  double weight(int layer, int input) {
    return weights[layer][input];
  }

  /** w² of the layer above minus w² of a layer. */
  double imbalance(int layer, int input) {
    double above = weights[layer + 1][input];
    double here = weights[layer][input];
    return above * above - here * here;
  }

  /** A step of gradient descent on all samples. Returns the loss before it. */
  double step(double learningRate) {
    deviate();
    int count = deviations.length;
    double[] gram = task.gram().data();
    for (int j = 0; j < slopes.length; j++) {
      slopes[j] = columns[j] == DEAD ? 0 : deviationTimes(gram, columns[j] * count);
    }
    double loss = task.meanSquaredNoise();
    for (int k = 0; k < count; k++) {
      if (deviations[k] != 0) {
        loss += deviations[k] * deviationTimes(gram, k * count);
      }
    }
    descend(learningRate);
    return loss / 2;
  }

  /** A step on a batch of samples. Returns the batch's loss before it. */
  double step(SampleOrder order, int batchSize, double learningRate) {
    deviate();
    Arrays.fill(slopes, 0);
    int count = deviations.length;
    double[] seen = task.columns().data();
    double loss = 0;
    for (int i = 0; i < batchSize; i++) {
      int sample = order.next();
      double error = deviationTimes(seen, sample * count) - task.noise(sample);
      loss += error * error;
      for (int j = 0; j < slopes.length; j++) {
        if (columns[j] != DEAD) {
          slopes[j] += error * seen[sample * count + columns[j]] / batchSize;
        }
      }
    }
    descend(learningRate);
    return loss / (2 * batchSize);
  }

  /**
   * How far what the network has of each column is from the target, and each coordinate's column.
   */
  private void deviate() {
    for (int k = 0; k < deviations.length; k++) {
      deviations[k] = -task.target(k);
    }
    for (int j = 0; j < columns.length; j++) {
      columns[j] = column(j);
      if (columns[j] != DEAD) {
        deviations[columns[j]] += product(j);
      }
    }
  }

  private double deviationTimes(double[] matrix, int from) {
    double sum = 0;
    for (int k = 0; k < deviations.length; k++) {
      sum += deviations[k] * matrix[from + k];
    }
    return sum;
  }

  /** The column that a coordinate hands on; a ReLU of a layer between hands nothing on below 0. */
  private int column(int input) {
    if (!task.isRelu()) {
      return input;
    }
    for (int layer = 1; layer < weights.length - 1; layer++) {
      if (!(weights[layer][input] > 0)) {
        return DEAD;
      }
    }
    double first = weights[0][input];
    if (first == 0) {
      return DEAD;
    }
    return first > 0 ? input : task.inputs() + input;
  }

  private double product(int input) {
    double product = 1;
    for (double[] layer : weights) {
      product *= layer[input];
    }
    return product;
  }

  private void descend(double learningRate) {
    for (int j = 0; j < slopes.length; j++) {
      if (slopes[j] != 0) {
        descend(j, learningRate * slopes[j]);
      }
    }
  }

  /** All layers at once: each takes the product of the others from before the step. */
  private void descend(int input, double step) {
    double above = 1;
    for (int i = weights.length - 1; i > 0; i--) {
      others[i] = above;
      above *= weights[i][input];
    }
    others[0] = above;
    double below = 1;
    for (int i = 0; i < weights.length; i++) {
      double before = weights[i][input];
      weights[i][input] -= step * (below * others[i]);
      below *= before;
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (double[] layer : weights) {
      for (double weight : layer) {
        out.writeDouble(weight);
      }
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (double[] layer : weights) {
      for (int j = 0; j < layer.length; j++) {
        layer[j] = in.readDouble();
      }
    }
  }
}
