package dev.plateau.trainer.probe;

import java.util.ArrayList;
import java.util.List;

/** Oracle: one sample at a time, back through the network in scalar loops. */
final class NaiveTangentFeatures {
  private NaiveTangentFeatures() {}

  /** ∇_θ h(x) of a network with one output, layer by layer, weights [out][in] then biases. */
  static double[] gradient(Mlp network, double[] x) {
    return gradient(network, x, new double[] {1});
  }

  /** ∇_θ ⟨weights, h(x)⟩. */
  static double[] gradient(Mlp network, double[] x, double[] outputWeights) {
    List<double[]> inputs = new ArrayList<>();
    List<double[]> sums = new ArrayList<>();
    double[] h = x;
    for (int l = 0; l < network.layers().size(); l++) {
      inputs.add(h);
      sums.add(network.layers().get(l).apply(new Matrix(1, h.length, h)).data());
      h = values(network.activations().get(l), sums.get(l));
    }
    double[] gradient = new double[network.parameters()];
    double[] gradients = outputWeights;
    int end = gradient.length;
    for (int l = network.layers().size() - 1; l >= 0; l--) {
      DenseLayer layer = network.layers().get(l);
      double[] delta = new double[gradients.length];
      for (int out = 0; out < delta.length; out++) {
        delta[out] = gradients[out] * slope(network.activations().get(l), sums.get(l)[out]);
      }
      end -= layer.parameters();
      int at = end;
      for (double d : delta) {
        for (double value : inputs.get(l)) {
          gradient[at++] = d * value;
        }
      }
      if (layer.hasBiases()) {
        System.arraycopy(delta, 0, gradient, at, delta.length);
      }
      gradients = back(layer, delta);
    }
    return gradient;
  }

  private static double[] back(DenseLayer layer, double[] delta) {
    double[] below = new double[layer.inputs()];
    for (int in = 0; in < below.length; in++) {
      for (int out = 0; out < delta.length; out++) {
        below[in] += delta[out] * layer.weights().get(out, in);
      }
    }
    return below;
  }

  private static double[] values(Activation activation, double[] z) {
    double[] h = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      h[i] =
          switch (activation) {
            case IDENTITY -> z[i];
            case RELU -> z[i] > 0 ? z[i] : 0;
            case TANH -> Math.sinh(z[i]) / Math.cosh(z[i]);
            case SIGMOID -> Math.exp(z[i]) / (1 + Math.exp(z[i]));
          };
    }
    return h;
  }

  private static double slope(Activation activation, double z) {
    return switch (activation) {
      case IDENTITY -> 1;
      case RELU -> z > 0 ? 1 : 0;
      case TANH -> 1 / (Math.cosh(z) * Math.cosh(z));
      case SIGMOID -> Math.exp(-z) / ((1 + Math.exp(-z)) * (1 + Math.exp(-z)));
    };
  }
}
