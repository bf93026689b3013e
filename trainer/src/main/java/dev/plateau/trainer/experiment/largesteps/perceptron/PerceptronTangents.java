package dev.plateau.trainer.experiment.largesteps.perceptron;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.largesteps.sde.TangentNetwork;
import dev.plateau.trainer.probe.DenseLayer;
import dev.plateau.trainer.probe.Mlp;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A ReLU perceptron of one linear output on its training samples, on plain arrays: at the papers'
 * sizes a product with φᵀ takes microseconds, by one backward pass that weights each sample's
 * output by w_i; φ is never formed. ReLU's derivative at 0 is 0.
 */
final class PerceptronTangents implements TangentNetwork {
  private final List<PlainLayer> layers = new ArrayList<>();
  private final double[] parameters;
  private final double[] update;
  private final double[] targets;
  private final double[] residuals;

  /**
   * The network as it starts.
   *
   * @param start its weights and biases; copied
   * @throws IllegalArgumentException if it has several outputs
   */
  PerceptronTangents(Mlp start, Samples training) {
    if (start.outputCount() != 1) {
      throw new IllegalArgumentException(
          "tangent features here are those of one output, got " + start.outputCount());
    }
    parameters = new double[start.parameters()];
    update = new double[parameters.length];
    double[] input = training.x().data();
    int at = 0;
    for (DenseLayer layer : start.layers()) {
      boolean isLast = layers.size() == start.layers().size() - 1;
      PlainLayer plain = new PlainLayer(layer, training.size(), !isLast, at, input);
      plain.put(layer, parameters);
      layers.add(plain);
      input = plain.given();
      at += layer.parameters();
    }
    targets = training.y().clone();
    residuals = new double[targets.length];
  }

  /**
   * Weights and biases, live: layer by layer, weights row by row (outputs × inputs), then biases.
   */
  double[] parameters() {
    return parameters;
  }

  /** A copy of the network as it is. */
  Mlp mlp() {
    return new Mlp(layers.stream().map(layer -> layer.dense(parameters)).toList());
  }

  @Override
  public int samples() {
    return targets.length;
  }

  @Override
  public double[] residuals() {
    for (PlainLayer layer : layers) {
      layer.forward(parameters);
    }
    double[] h = layers.get(layers.size() - 1).given();
    for (int i = 0; i < residuals.length; i++) {
      residuals[i] = h[i] - targets[i];
    }
    return residuals;
  }

  @Override
  public void move(double[] w) {
    Arrays.fill(update, 0);
    for (int sample = 0; sample < w.length; sample++) {
      if (w[sample] != 0) {
        addGradient(sample, w[sample]);
      }
    }
    for (int i = 0; i < update.length; i++) {
      parameters[i] += update[i];
    }
  }

  /** Adds to the update a sample's gradient times a factor. */
  private void addGradient(int sample, double factor) {
    int last = layers.size() - 1;
    layers.get(last).deltas()[0] = factor;
    for (int l = last; l >= 0; l--) {
      PlainLayer layer = layers.get(l);
      layer.addGradient(sample, update);
      if (l > 0) {
        layer.backward(sample, parameters, layers.get(l - 1).deltas());
      }
    }
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (double parameter : parameters) {
      out.writeDouble(parameter);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = in.readDouble();
    }
  }
}
