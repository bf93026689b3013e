package dev.plateau.trainer.experiment;

import dev.plateau.trainer.probe.Matrix;
import java.util.Arrays;

/**
 * A diagonal linear network h(x) = ⟨u ∘ v, x⟩ and its stochastic gradient step on ½(h(x) − y)². Not
 * safe for use by several threads.
 */
final class DiagonalNetwork {
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
    double rate = learningRate * error;
    double[] x = samples.x().data();
    int at = sample * u.length;
    for (int j = 0; j < u.length; j++) {
      double change = rate * x[at + j];
      double uBefore = u[j];
      u[j] -= change * v[j];
      v[j] -= change * uBefore;
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

  private double error(Samples samples, int sample) {
    Matrix x = samples.x();
    double[] data = x.data();
    int at = sample * x.columns();
    double h = 0;
    for (int j = 0; j < u.length; j++) {
      h += data[at + j] * u[j] * v[j];
    }
    return h - samples.y()[sample];
  }
}
