package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.training.Resumable;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A diagonal linear network h(x) = ⟨u ∘ v, x⟩ and its steps down the mean of ½(h(x) − y)² over one
 * sample or all. Not safe for use by several threads.
 */
final class DiagonalNetwork implements Resumable {
  private static final double FIRST_U = 0.1;

  private final double[] u;
  private final double[] v;

  /** A network of these weights, which it keeps as its own. */
  DiagonalNetwork(double[] u, double[] v) {
    this.u = u;
    this.v = v;
  }

  /** The paper's first weights of d coordinates: u = 0.1, v = 0. */
  static DiagonalNetwork first(int d) {
    double[] u = new double[d];
    Arrays.fill(u, FIRST_U);
    return new DiagonalNetwork(u, new double[d]);
  }

  /** Weights of the first layer, live. */
  double[] u() {
    return u;
  }

  /** Weights of the second layer, live. */
  double[] v() {
    return v;
  }

  /** The step down one sample's gradient, given that sample's h(x) − y. */
  void step(Samples samples, int sample, double residual, double learningRate) {
    double[] x = samples.x().data();
    int at = sample * u.length;
    for (int j = 0; j < u.length; j++) {
      double gradient = residual * x[at + j];
      double uBefore = u[j];
      u[j] -= learningRate * (gradient * v[j]);
      v[j] -= learningRate * (gradient * uBefore);
    }
  }

  /** The step down a gradient by u, then by v (2d). */
  void step(double[] gradient, double learningRate) {
    for (int j = 0; j < u.length; j++) {
      u[j] -= learningRate * gradient[j];
      v[j] -= learningRate * gradient[u.length + j];
    }
  }

  /**
   * Gradient by u, then by v (2d), of the mean of ½ r² over all samples.
   *
   * @param residuals r = h(x) − y, one a sample
   */
  double[] gradient(Samples samples, double[] residuals) {
    double[] x = samples.x().data();
    double[] sums = new double[u.length];
    int at = 0;
    for (double residual : residuals) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += residual * x[at++];
      }
    }
    double[] gradient = new double[2 * u.length];
    for (int j = 0; j < sums.length; j++) {
      gradient[j] = sums[j] * v[j] / residuals.length;
      gradient[u.length + j] = sums[j] * u[j] / residuals.length;
    }
    return gradient;
  }

  /** Gradient by u, then by v (2d), of ½ r² at one sample, r = h(x) − y. */
  double[] gradient(Samples samples, int sample, double residual) {
    double[] gradient = new double[2 * u.length];
    for (int j = 0; j < u.length; j++) {
      double byPredictor = residual * samples.x(sample, j);
      gradient[j] = byPredictor * v[j];
      gradient[u.length + j] = byPredictor * u[j];
    }
    return gradient;
  }

  /** h(x) − y of every sample. */
  double[] residuals(Samples samples) {
    double[] residuals = new double[samples.size()];
    Arrays.setAll(residuals, sample -> residual(samples, sample));
    return residuals;
  }

  /** Mean of ½(h − y)² over some samples. */
  double loss(Samples samples) {
    double sum = 0;
    for (int sample = 0; sample < samples.size(); sample++) {
      double residual = residual(samples, sample);
      sum += residual * residual;
    }
    return sum / (2 * samples.size());
  }

  /**
   * h(x) − y of a sample. Four sums side by side: one alone waits for its last addition, four times
   * as long in all.
   */
  double residual(Samples samples, int sample) {
    double[] x = samples.x().data();
    int at = sample * u.length;
    double h0 = 0;
    double h1 = 0;
    double h2 = 0;
    double h3 = 0;
    int j = 0;
    for (; j + 3 < u.length; j += 4) {
      h0 += x[at + j] * (u[j] * v[j]);
      h1 += x[at + j + 1] * (u[j + 1] * v[j + 1]);
      h2 += x[at + j + 2] * (u[j + 2] * v[j + 2]);
      h3 += x[at + j + 3] * (u[j + 3] * v[j + 3]);
    }
    for (; j < u.length; j++) {
      h0 += x[at + j] * (u[j] * v[j]);
    }
    return (h0 + h1) + (h2 + h3) - samples.y()[sample];
  }

  @Override
  public void save(DataOutput out) throws IOException {
    for (int j = 0; j < u.length; j++) {
      out.writeDouble(u[j]);
      out.writeDouble(v[j]);
    }
  }

  @Override
  public void restore(DataInput in) throws IOException {
    for (int j = 0; j < u.length; j++) {
      u[j] = in.readDouble();
      v[j] = in.readDouble();
    }
  }
}
