package dev.plateau.trainer.experiment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A diagonal linear network h(x) = ⟨u ∘ v, x⟩ and its stochastic gradient step on ½(h(x) − y)². Not
 * safe for use by several threads.
 */
final class DiagonalNetwork implements Resumable {
  private final double[] u;
  private final double[] v;

  /** A network of d coordinates with all weights of a layer alike. */
  DiagonalNetwork(int d, double u, double v) {
    this.u = new double[d];
    this.v = new double[d];
    Arrays.fill(this.u, u);
    Arrays.fill(this.v, v);
  }

  /** Weights of the first layer, live. */
  double[] u() {
    return u;
  }

  /** Weights of the second layer, live. */
  double[] v() {
    return v;
  }

  /** ½(h − y)² at one sample, before the step that it takes down its gradient. */
  double step(Samples samples, int sample, double learningRate) {
    double error = error(samples, sample);
    double[] x = samples.x().data();
    int at = sample * u.length;
    for (int j = 0; j < u.length; j++) {
      double gradient = error * x[at + j];
      double uBefore = u[j];
      u[j] -= learningRate * (gradient * v[j]);
      v[j] -= learningRate * (gradient * uBefore);
    }
    return error * error / 2;
  }

  /** Mean of ½(h − y)² over some samples. */
  double loss(Samples samples) {
    double sum = 0;
    for (int sample = 0; sample < samples.size(); sample++) {
      double error = error(samples, sample);
      sum += error * error;
    }
    return sum / (2 * samples.size());
  }

  /** Four sums side by side: one alone waits for its last addition, four times as long in all. */
  private double error(Samples samples, int sample) {
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
