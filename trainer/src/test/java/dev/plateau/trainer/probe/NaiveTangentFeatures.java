package dev.plateau.trainer.probe;

import java.util.ArrayList;
import java.util.List;

/** Oracle: one sample at a time, back through the network in scalar loops. */
final class NaiveTangentFeatures {
  private NaiveTangentFeatures() {}

  /** ∇_θ h(x), layer by layer, weights [out][in] then biases. */
  static double[] gradient(Mlp network, double[] x) {
    List<double[]> inputs = new ArrayList<>();
    double[] h = x;
    for (DenseLayer layer : network.layers()) {
      inputs.add(h);
      h = relu(layer.apply(new Matrix(1, h.length, h)).data());
    }
    double[] gradient = new double[network.parameters()];
    double[] delta = {1};
    int end = gradient.length;
    for (int l = network.layers().size() - 1; l >= 0; l--) {
      DenseLayer layer = network.layers().get(l);
      double[] input = inputs.get(l);
      end -= layer.parameters();
      int at = end;
      for (double d : delta) {
        for (double value : input) {
          gradient[at++] = d * value;
        }
      }
      if (layer.hasBiases()) {
        System.arraycopy(delta, 0, gradient, at, delta.length);
      }
      delta = back(layer, delta, input);
    }
    return gradient;
  }

  private static double[] back(DenseLayer layer, double[] delta, double[] input) {
    double[] below = new double[input.length];
    for (int in = 0; in < input.length; in++) {
      for (int out = 0; out < delta.length && input[in] > 0; out++) {
        below[in] += delta[out] * layer.weights().get(out, in);
      }
    }
    return below;
  }

  private static double[] relu(double[] z) {
    double[] h = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      h[i] = z[i] > 0 ? z[i] : 0;
    }
    return h;
  }
}
