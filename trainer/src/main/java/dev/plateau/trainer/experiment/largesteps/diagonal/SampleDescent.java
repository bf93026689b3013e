package dev.plateau.trainer.experiment.largesteps.diagonal;

import dev.plateau.trainer.experiment.data.Samples;
import dev.plateau.trainer.experiment.random.NumpyIntegers;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Stochastic gradient descent of a diagonal network, one sample with replacement a step. */
final class SampleDescent implements Descent {
  private final DiagonalNetwork network;
  private final Samples samples;
  private final NumpyIntegers order;
  private int sample;
  private double residual;

  /**
   * A descent.
   *
   * @param order of the samples, saved with the descent
   */
  SampleDescent(DiagonalNetwork network, Samples samples, NumpyIntegers order) {
    this.network = network;
    this.samples = samples;
    this.order = order;
  }

  /** The sample chosen last, 0-based. */
  int sample() {
    return sample;
  }

  /** Gradient, by u, then by v, that the step goes down. */
  double[] gradient() {
    return network.gradient(samples, sample, residual);
  }

  @Override
  public double choose() {
    sample = order.below(samples.size());
    residual = network.residual(samples, sample);
    return residual * residual / 2;
  }

  @Override
  public void step(double learningRate) {
    network.step(samples, sample, residual, learningRate);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    order.save(out);
  }

  @Override
  public void restore(DataInput in) throws IOException {
    order.restore(in);
  }
}
