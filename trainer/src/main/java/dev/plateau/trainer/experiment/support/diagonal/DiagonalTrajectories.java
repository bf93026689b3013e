package dev.plateau.trainer.experiment.support.diagonal;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.experiment.random.SampleOrder;
import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

/**
 * Several trajectories of one training, side by side: deep diagonal networks on one task that
 * differ in first weights and, where steps are taken on batches, in the order of samples. Not
 * thread-safe.
 */
final class DiagonalTrajectories implements Resumable {
  /** Below it a weight counts as 0: its input is not used. */
  static final double NEGLIGIBLE = 1e-3;

  private static final double LEAST_SIZE = 0.5;
  private static final double MOST_SIZE = 1.5;

  private final DiagonalTask task;
  private final int batchSize;
  private final List<DeepDiagonalNetwork> networks = new ArrayList<>();
  private final List<SampleOrder> orders = new ArrayList<>();
  private final RandomStream random;

  /**
   * Trajectories that have not begun.
   *
   * @param batchSize samples a step, without replacement; all of them: gradient descent
   */
  DiagonalTrajectories(
      DiagonalTask task, List<double[][]> weights, int batchSize, RandomStream random) {
    this.task = task;
    this.batchSize = batchSize;
    this.random = random;
    for (double[][] first : weights) {
      networks.add(new DeepDiagonalNetwork(task, first));
      if (batchSize < task.size()) {
        orders.add(new SampleOrder(task.size(), random));
      }
    }
  }

  /**
   * Independent first weights of one network, all alike distributed: sizes uniform in [0.5, 1.5],
   * signs fair, or all above 0 for ReLU, where a layer between that is not above 0 hands nothing
   * on.
   */
  static double[][] independentWeights(DiagonalTask task, int depth, RandomStream random) {
    double[][] weights = new double[depth][task.inputs()];
    for (double[] layer : weights) {
      for (int j = 0; j < layer.length; j++) {
        double size = LEAST_SIZE + (MOST_SIZE - LEAST_SIZE) * random.nextDouble();
        boolean isNegative = random.nextBoolean() && !task.isRelu();
        layer[j] = isNegative ? -size : size;
      }
    }
    return weights;
  }

  /** How many. */
  int count() {
    return networks.size();
  }

  /** One of them, live. */
  DeepDiagonalNetwork network(int trajectory) {
    return networks.get(trajectory);
  }

  /** A step of each. Returns the mean of their batches' losses before it. */
  double step(double learningRate) {
    double sum = 0;
    for (int i = 0; i < networks.size(); i++) {
      DeepDiagonalNetwork network = networks.get(i);
      sum +=
          orders.isEmpty()
              ? network.step(learningRate)
              : network.step(orders.get(i), batchSize, learningRate);
    }
    return sum / networks.size();
  }

  /** How many have a property. */
  int count(Predicate<DeepDiagonalNetwork> property) {
    return (int) networks.stream().filter(property).count();
  }

  /** Whether the first layer uses no irrelevant input: all of its weights there are below 1e-3. */
  boolean isFound(DeepDiagonalNetwork network) {
    for (int j = task.relevant(); j < task.inputs(); j++) {
      if (!(Math.abs(network.weight(0, j)) < NEGLIGIBLE)) {
        return false;
      }
    }
    return true;
  }

  /** Whether every irrelevant input is left out by some layer. */
  boolean isSettled(DeepDiagonalNetwork network) {
    for (int j = task.relevant(); j < task.inputs(); j++) {
      double least = Double.POSITIVE_INFINITY;
      for (int layer = 0; layer < network.depth(); layer++) {
        least = Math.min(least, Math.abs(network.weight(layer, j)));
      }
      if (!(least < NEGLIGIBLE)) {
        return false;
      }
    }
    return true;
  }

  /** Norm of a layer's weights of inputs {@code from} to {@code to} − 1: the median over all. */
  double medianNorm(int layer, int from, int to) {
    return median(
        i -> {
          double sum = 0;
          for (int j = from; j < to; j++) {
            sum += networks.get(i).weight(layer, j) * networks.get(i).weight(layer, j);
          }
          return Math.sqrt(sum);
        });
  }

  /**
   * Norm over inputs {@code from} to {@code to} − 1 of w_{i+1}² − w_i²: the median over all
   * trajectories.
   */
  double medianImbalance(int layer, int from, int to) {
    return median(
        i -> {
          double sum = 0;
          for (int j = from; j < to; j++) {
            double difference = networks.get(i).imbalance(layer, j);
            sum += difference * difference;
          }
          return Math.sqrt(sum);
        });
  }

  private double median(IntToDoubleFunction ofTrajectory) {
    double[] values = new double[networks.size()];
    Arrays.setAll(values, ofTrajectory);
    Arrays.sort(values);
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    random.save(out);
    for (DeepDiagonalNetwork network : networks) {
      network.save(out);
    }
    for (SampleOrder order : orders) {
      order.save(out);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    random.restore(in);
    for (DeepDiagonalNetwork network : networks) {
      network.restore(in);
    }
    for (SampleOrder order : orders) {
      order.restore(in);
    }
  }
}
