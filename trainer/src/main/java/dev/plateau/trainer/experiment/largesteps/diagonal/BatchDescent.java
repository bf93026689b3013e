package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.data.Samples;
import java.io.DataInput;
import java.io.DataOutput;

/** Gradient descent of a diagonal network, all samples a step. */
final class BatchDescent implements Descent {
  private final DiagonalNetwork network;
  private final Samples samples;
  private double[] residuals = {};

  /** A descent. */
  BatchDescent(DiagonalNetwork network, Samples samples) {
    this.network = network;
    this.samples = samples;
  }

  @Override
  public double choose() {
    residuals = network.residuals(samples);
    double sum = 0;
    for (double residual : residuals) {
      sum += residual * residual;
    }
    return sum / (2 * residuals.length);
  }

  @Override
  public void step(double learningRate) {
    network.step(network.gradient(samples, residuals), learningRate);
  }

  @Override
  public void save(DataOutput out) {
    // Nothing of it outlasts a step.
  }

  @Override
  public void restore(DataInput in) {
    // Nothing of it outlasts a step.
  }
}
