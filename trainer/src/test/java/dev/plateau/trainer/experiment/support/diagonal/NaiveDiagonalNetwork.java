package dev.plateau.trainer.experiment.support.diagonal;

/** A diagonal network layer by layer and sample by sample, forth and back: the oracle. */
final class NaiveDiagonalNetwork {
  private final DiagonalTask task;
  private final double[][] weights;

  NaiveDiagonalNetwork(DiagonalTask task, double[][] weights) {
    this.task = task;
    this.weights = weights;
  }

  double weight(int layer, int input) {
    return weights[layer][input];
  }

  /** A step on the mean of ½(f − y)² over these samples; returns that mean before it. */
  double step(int[] samples, double learningRate) {
    int depth = weights.length;
    double[][] gradient = new double[depth][task.inputs()];
    double loss = 0;
    for (int sample : samples) {
      double[][] in = new double[depth][task.inputs()];
      double f = 0;
      for (int j = 0; j < task.inputs(); j++) {
        double value = task.x(sample, j);
        for (int layer = 0; layer < depth; layer++) {
          in[layer][j] = value;
          value *= weights[layer][j];
          if (task.isRelu() && layer < depth - 1) {
            value = Math.max(value, 0);
          }
        }
        f += value;
      }
      double error = f - task.y(sample);
      loss += error * error / 2;
      for (int j = 0; j < task.inputs(); j++) {
        double back = error;
        for (int layer = depth - 1; layer >= 0; layer--) {
          if (task.isRelu() && layer < depth - 1 && !(weights[layer][j] * in[layer][j] > 0)) {
            back = 0;
          }
          gradient[layer][j] += back * in[layer][j];
          back *= weights[layer][j];
        }
      }
    }
    for (int layer = 0; layer < depth; layer++) {
      for (int j = 0; j < task.inputs(); j++) {
        weights[layer][j] -= learningRate * gradient[layer][j] / samples.length;
      }
    }
    return loss / samples.length;
  }
}
