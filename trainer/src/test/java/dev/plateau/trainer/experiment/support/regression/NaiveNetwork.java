package dev.plateau.trainer.experiment.support.regression;

import dev.plateau.trainer.experiment.random.RandomStream;
import dev.plateau.trainer.probe.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A deep network, linear or of ReLUs, on plain arrays, sample by sample; slow and obvious. */
final class NaiveNetwork {
  private final List<Matrix> weights;
  private final boolean isLinear;

  private NaiveNetwork(List<Matrix> weights, boolean isLinear) {
    this.weights = weights;
    this.isLinear = isLinear;
  }

  /** A linear network of weights (outputs × inputs), which it changes. */
  static NaiveNetwork linear(List<Matrix> weights) {
    return new NaiveNetwork(weights, true);
  }

  /** The same with ReLUs in the hidden layers. */
  static NaiveNetwork relu(List<Matrix> weights) {
    return new NaiveNetwork(weights, false);
  }

  /** The weights that an experiment draws by a seed. */
  static List<Matrix> heNormal(long seed) {
    int[] widths = {15, 15, 15, 15, 1};
    Random random = RandomStream.of(seed, "weights");
    List<Matrix> weights = new ArrayList<>();
    for (int l = 0; l < 4; l++) {
      double std = Math.sqrt(2.0 / widths[l]);
      double[] w = RandomStream.gaussians(random, widths[l + 1] * widths[l]);
      Arrays.setAll(w, i -> std * w[i]);
      weights.add(new Matrix(widths[l + 1], widths[l], w));
    }
    return weights;
  }

  List<Matrix> weights() {
    return weights;
  }

  /** One step of clipped SGD with weight decay; gives the mean squared error before it. */
  double step(double[] x, double[] y, double learningRate, double clip, double weightDecay) {
    List<Matrix> gradients =
        weights.stream().map(w -> Matrix.zeros(w.rows(), w.columns())).toList();
    int inputs = x.length / y.length;
    double loss = 0;
    for (int i = 0; i < y.length; i++) {
      double[][] activations = new double[weights.size() + 1][];
      activations[0] = Arrays.copyOfRange(x, i * inputs, (i + 1) * inputs);
      for (int l = 0; l < weights.size(); l++) {
        activations[l + 1] = times(weights.get(l), activations[l]);
        if (!isLinear && l + 1 < weights.size()) {
          double[] sums = activations[l + 1];
          Arrays.setAll(sums, unit -> Math.max(0, sums[unit]));
        }
      }
      double error = activations[weights.size()][0] - y[i];
      loss += error * error / y.length;
      double[] delta = {2 * error / y.length};
      for (int l = weights.size() - 1; l >= 0; l--) {
        addOuter(gradients.get(l), delta, activations[l]);
        delta = timesTransposed(weights.get(l), delta);
        for (int unit = 0; !isLinear && l > 0 && unit < delta.length; unit++) {
          delta[unit] = activations[l][unit] > 0 ? delta[unit] : 0;
        }
      }
    }
    double norm = norm(gradients);
    double scale = Math.min(1, clip / (norm + 1e-6));
    for (int l = 0; l < weights.size(); l++) {
      double[] w = weights.get(l).data();
      for (int at = 0; at < w.length; at++) {
        w[at] -= learningRate * (scale * gradients.get(l).data()[at] + weightDecay * w[at]);
      }
    }
    return loss;
  }

  static double norm(List<Matrix> matrices) {
    double sum = 0;
    for (Matrix matrix : matrices) {
      for (double value : matrix.data()) {
        sum += value * value;
      }
    }
    return Math.sqrt(sum);
  }

  private static double[] times(Matrix w, double[] x) {
    double[] product = new double[w.rows()];
    for (int out = 0; out < w.rows(); out++) {
      for (int in = 0; in < w.columns(); in++) {
        product[out] += w.get(out, in) * x[in];
      }
    }
    return product;
  }

  private static double[] timesTransposed(Matrix w, double[] delta) {
    double[] product = new double[w.columns()];
    for (int out = 0; out < w.rows(); out++) {
      for (int in = 0; in < w.columns(); in++) {
        product[in] += w.get(out, in) * delta[out];
      }
    }
    return product;
  }

  private static void addOuter(Matrix to, double[] delta, double[] x) {
    for (int out = 0; out < to.rows(); out++) {
      for (int in = 0; in < to.columns(); in++) {
        to.data()[out * to.columns() + in] += delta[out] * x[in];
      }
    }
  }
}
